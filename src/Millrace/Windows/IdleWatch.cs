using Millrace.Execution;

namespace Millrace.Windows;

/// <summary>
/// Tells how long nothing has come while nothing was waiting to be read. It looks at the wall clock at intervals of a
/// tenth of the allowance, within bounds.
/// </summary>
internal sealed class IdleWatch
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly StreamTask _task;

    /// <summary>Starts to look.</summary>
    /// <param name="task">The task.</param>
    /// <param name="allowance">How long silence has no effect.</param>
    /// <param name="look">Called with the wall clock when there is no backlog.</param>
    public IdleWatch(StreamTask task, TimeSpan allowance, Action<long> look)
    {
        _task = task;
        AllowanceMs = (long)allowance.TotalMilliseconds;
        CaughtUpAt = Now;
        var interval = (long)TimeSpan.FromTicks(Math.Clamp(allowance.Ticks / 10, Shortest.Ticks, Longest.Ticks)).TotalMilliseconds;
        task.Punctuations.WallClock.Add(CaughtUpAt + interval, interval, now =>
        {
            if (task.HasBacklog)
            {
                CaughtUpAt = now;
                return;
            }

            look(now);
        });
    }

    /// <summary>How long silence has no effect.</summary>
    public long AllowanceMs { get; }

    /// <summary>When there last was something to read, or the task began.</summary>
    public long CaughtUpAt { get; private set; }

    /// <summary>The wall clock.</summary>
    public long Now => _task.Environment.Clock.GetUtcNow().ToUnixTimeMilliseconds();
}
