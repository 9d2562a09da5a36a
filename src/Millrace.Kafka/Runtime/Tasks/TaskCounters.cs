using Millrace.Execution;

namespace Millrace.Kafka.Runtime;

/// <summary>What a task has counted.</summary>
internal readonly record struct TaskCounters(long Read, long DeadLetters, long Late, long Dropped)
{
    public static TaskCounters operator +(TaskCounters a, TaskCounters b) =>
        new(a.Read + b.Read, a.DeadLetters + b.DeadLetters, a.Late + b.Late, a.Dropped + b.Dropped);

    /// <summary>Reads the counters of a task, which goes on counting.</summary>
    public static TaskCounters Of(StreamTask? task)
    {
        var sum = default(TaskCounters);
        foreach (var source in task?.Sources ?? [])
            sum += new TaskCounters(source.Read, source.DeadLettered, 0, source.Skipped);
        foreach (var stage in task?.Stages ?? [])
            sum += new TaskCounters(0, 0, stage.Late, stage.Dropped);
        foreach (var store in task?.Stores ?? [])
            sum += new TaskCounters(0, 0, 0, store.Dropped);
        return sum;
    }
}
