namespace Millrace.Kafka;

/// <summary>A task at one moment.</summary>
/// <param name="Id">The task.</param>
/// <param name="Thread">The number of its thread, from 0.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Inputs">Its input partitions.</param>
public sealed record TaskStatus(TaskId Id, int Thread, TaskState State, IReadOnlyList<InputStatus> Inputs)
{
    /// <summary>Changelog records restored since it was opened.</summary>
    public long Restored { get; init; }

    /// <summary>Offsets of the changelogs that are still to be gone through; 0 outside of a restore.</summary>
    public long ToRestore { get; init; }

    /// <summary>Windows that its operators hold open.</summary>
    public long OpenWindows { get; init; }

    /// <summary>Whether it has done something that is not committed yet.</summary>
    public bool HasUncommitted { get; init; }

    /// <summary>Records behind the ends of its input partitions.</summary>
    public long Lag => Inputs.Sum(i => i.Lag ?? 0);
}

/// <summary>An input partition at one moment.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Position">The offset of the next record to process; null before the first.</param>
/// <param name="End">The offset behind its last record, as the latest fetch said; null before it.</param>
/// <param name="Parked">True while its next record waits for something outside, such as the registry.</param>
public sealed record InputStatus(TopicPartition Partition, long? Position, long? End, bool Parked)
{
    /// <summary>The committed position, or where reading began; null before that.</summary>
    public long? Committed { get; init; }

    /// <summary>How many offsets it is behind; null while that is not known.</summary>
    public long? Lag => End is { } end && Position is { } position ? Math.Max(0, end - position) : null;
}

/// <summary>A task thread at one moment.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Tasks">How many tasks it has.</param>
/// <param name="Silence">How long ago it last went through its tasks. One that is silent for a minute is stuck.</param>
public sealed record TaskThreadStatus(int Index, int Tasks, TimeSpan Silence);
