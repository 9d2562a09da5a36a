namespace Millrace.Kafka;

/// <summary>A worker at one moment, as read from outside without stopping it.</summary>
public sealed record WorkerStatus
{
    /// <summary>What it is doing.</summary>
    public required WorkerState State { get; init; }

    /// <summary>What it is waiting for, a sentence; null when nothing holds it up.</summary>
    public string? Waiting { get; init; }

    /// <summary>Its tasks, in order.</summary>
    public required IReadOnlyList<TaskStatus> Tasks { get; init; }

    /// <summary>Its threads, in order.</summary>
    public required IReadOnlyList<TaskThreadStatus> Threads { get; init; }

    /// <summary>Records read since the start, good or not; those of tasks that have gone since are among them.</summary>
    public required long RecordsRead { get; init; }

    /// <summary>Records that went to a dead-letter topic since the start.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>Records that operators counted as late since the start.</summary>
    public required long LateRecords { get; init; }

    /// <summary>Records left out since the start: refused under a policy that skips, or dropped by an operator.</summary>
    public required long DroppedRecords { get; init; }

    /// <summary>Commits since the start.</summary>
    public required long Commits { get; init; }

    /// <summary>Times that work since the last commit was rolled back to be done again.</summary>
    public required long Rollbacks { get; init; }

    /// <summary>Assignments received since the start.</summary>
    public required long Rebalances { get; init; }

    /// <summary>Whether it has its assignment and all tasks run. A worker that was assigned nothing is ready to take over.</summary>
    public bool IsReady => State == WorkerState.Running;

    /// <summary>Records behind the ends of all input partitions.</summary>
    public long Lag => Tasks.Sum(t => t.Lag);

    /// <summary>Windows that its operators hold open.</summary>
    public long OpenWindows => Tasks.Sum(t => t.OpenWindows);

    /// <summary>Whether a task has done something that is not committed yet.</summary>
    public bool HasUncommitted => Tasks.Any(t => t.HasUncommitted);

    /// <summary>How long the thread that was silent for longest has been so; zero without threads.</summary>
    public TimeSpan LongestSilence => Threads.Count == 0 ? TimeSpan.Zero : Threads.Max(t => t.Silence);
}
