using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>
/// Lets a partition's stream time go on while nothing comes, until its last window has closed and no further: what comes
/// after a long pause is not late for windows that nobody has seen.
/// </summary>
internal sealed class IdleWindowCloser
{
    private const string Key = "time";

    private readonly KeyValueStore<string, long> _clock;
    private readonly IdleWatch _watch;
    private long _quietSince;

    /// <summary>Begins to watch.</summary>
    /// <param name="watch">Makes the watch with what it is to call.</param>
    /// <param name="clock">Keeps the time that went on by itself, of which the windows' changelog knows nothing.</param>
    /// <param name="windows">The windows.</param>
    public IdleWindowCloser(Func<Action<long>, IdleWatch> watch, KeyValueStore<string, long> clock, IIdleWindows windows)
    {
        _clock = clock;
        _watch = watch(now => Look(now, windows));
        _quietSince = _watch.CaughtUpAt;
    }

    /// <summary>A record has come.</summary>
    /// <returns>The time that has gone by already.</returns>
    public long Seen()
    {
        _quietSince = _watch.Now;
        return _clock.TryGet(Key, out var time) ? time : long.MinValue;
    }

    private void Look(long now, IIdleWindows windows)
    {
        _quietSince = Math.Max(_quietSince, _watch.CaughtUpAt);
        var time = Math.Max(windows.Time, _clock.TryGet(Key, out var known) ? known : long.MinValue);
        var idle = now - _quietSince - _watch.AllowanceMs;
        if (time == long.MinValue || idle <= 0 || windows.LastClosesAt <= time)
        {
            return;
        }

        var advanced = Math.Min(time + idle, windows.LastClosesAt);
        _quietSince += advanced - time;
        _clock.Put(Key, advanced, windows.Time);
        windows.AdvanceTo(advanced);
    }
}

/// <summary>Windows that may close while nothing comes.</summary>
internal interface IIdleWindows
{
    /// <summary>The time by which they close.</summary>
    long Time { get; }

    /// <summary>When the last window that there can be closes.</summary>
    long LastClosesAt { get; }

    /// <summary>Lets time go on without a record.</summary>
    void AdvanceTo(long time);
}
