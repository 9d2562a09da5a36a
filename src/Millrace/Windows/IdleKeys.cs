using Millrace.Execution;
using Millrace.State;

namespace Millrace.Windows;

/// <summary>
/// Finds the keys whose windows may close because nothing came for them. One queue for all keys: a key stands in it once,
/// at the wall-clock time at which its next window would close, and is looked at again when that time has come; a record
/// does not touch the queue.
/// </summary>
internal sealed class IdleKeys<TKey>
    where TKey : notnull
{
    private readonly PriorityQueue<TKey, long> _due = new();
    private readonly HashSet<TKey> _waiting = [];
    private readonly KeyValueStore<TKey, KeyClock> _clocks;
    private readonly Func<TKey, KeyClock, long, long?> _look;
    private readonly IdleWatch _watch;
    private bool _isRestored;

    /// <summary>Begins to watch.</summary>
    /// <param name="task">The task.</param>
    /// <param name="allowance">How long a key's silence has no effect.</param>
    /// <param name="clocks">The keys' clocks.</param>
    /// <param name="look">
    /// Given a key, its clock and what the wall clock makes of its time, closes what is closed then, and gives the time at
    /// which the next window closes, or null if none is open.
    /// </param>
    public IdleKeys(StreamTask task, TimeSpan allowance, KeyValueStore<TKey, KeyClock> clocks, Func<TKey, KeyClock, long, long?> look)
    {
        _clocks = clocks;
        _look = look;
        _watch = new IdleWatch(task, allowance, Look);
    }

    /// <summary>A record of the key has come.</summary>
    /// <returns>The wall clock.</returns>
    public long Seen(TKey key)
    {
        var now = _watch.Now;
        if (_waiting.Add(key))
        {
            _due.Enqueue(key, now + _watch.AllowanceMs);
        }

        return now;
    }

    private void Look(long now)
    {
        if (!_isRestored)
        {
            // Keys that were quiet before the task was opened are in its state only.
            _isRestored = true;
            foreach (var (key, clock) in _clocks.All())
            {
                if (_waiting.Add(key))
                {
                    _due.Enqueue(key, clock.Seen + _watch.AllowanceMs);
                }
            }
        }

        while (_due.TryPeek(out var key, out var due) && due <= now)
        {
            _due.Dequeue();
            if (LookAt(key, now) is { } next)
            {
                _due.Enqueue(key, Math.Max(next, now + 1));
            }
            else
            {
                _waiting.Remove(key);
            }
        }
    }

    /// <summary>When the key is to be looked at again; null if nothing of it is open.</summary>
    private long? LookAt(TKey key, long now)
    {
        if (!_clocks.TryGet(key, out var clock))
        {
            return null;
        }

        // While something waited to be read, nobody was silent.
        var silence = now - Math.Max(clock.Seen, _watch.CaughtUpAt);
        var idle = Math.Max(0, silence - _watch.AllowanceMs);
        if (_look(key, clock with { Seen = Math.Max(clock.Seen, _watch.CaughtUpAt) }, clock.Newest + idle) is not { } closesAt || !_clocks.TryGet(key, out var after))
        {
            return null;
        }

        return Math.Max(after.Seen, _watch.CaughtUpAt) + _watch.AllowanceMs + closesAt - after.Newest;
    }
}
