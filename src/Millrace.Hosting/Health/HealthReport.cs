using Millrace.Kafka;

namespace Millrace.Hosting.Health;

/// <summary>An answer to one who asks how the worker is.</summary>
/// <param name="IsGood">Whether all is well.</param>
/// <param name="Text">A line for people.</param>
internal readonly record struct HealthReport(bool IsGood, string Text)
{
    /// <summary>Whether a restart would not help: it lives while no thread is stuck and it has not failed.</summary>
    public static HealthReport Live(WorkerStatus status, TimeSpan stuckAfter)
    {
        if (status.State == WorkerState.Failed)
            return new(false, "failed");
        foreach (var thread in status.Threads)
        {
            if (thread.Silence >= stuckAfter)
                return new(false, $"thread {thread.Index} has been stuck for {thread.Silence.TotalSeconds:0} s");
        }

        return new(true, "live");
    }

    /// <summary>Whether it does its work: it has its partitions and all of its tasks run.</summary>
    public static HealthReport Ready(WorkerStatus status)
    {
        if (status.IsReady)
            return new(true, $"ready: {status.Tasks.Count} tasks run, {status.Lag} records behind");
        var restoring = status.Tasks.Count(t => t.State == TaskState.Restoring);
        var what = status.State == WorkerState.Restoring
            ? $"restoring: {restoring} of {status.Tasks.Count} tasks, {status.Tasks.Sum(t => t.ToRestore)} changelog records to go"
            : status.State.ToString().ToLowerInvariant();
        return new(false, status.Waiting is { } waiting ? $"{what}: {waiting}" : what);
    }
}
