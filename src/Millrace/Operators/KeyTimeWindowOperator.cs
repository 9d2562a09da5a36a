using Millrace.Graph;
using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>
/// Windows that close by their key's own stream time. A key's clock is stored beside its windows; a window that is
/// open starts at or after the clock's <see cref="KeyClock.OldestOpen"/> and at or before its newest record. A window
/// that has closed is deleted, with a tombstone in the changelog, which is compacted only: how old it is by the broker's
/// clock says nothing about a device that comes back.
/// </summary>
internal sealed class KeyTimeWindowOperator<TKey, TValue, TAggregate> : Operator<TKey, TValue>
    where TKey : notnull
{
    private readonly OperatorSite<Windowed<TKey>, Change<TAggregate>> _site;
    private readonly KeyValueStore<WindowKey<TKey>, TAggregate> _store;
    private readonly KeyValueStore<TKey, KeyClock> _clocks;
    private readonly WindowFold<TKey, TValue, TAggregate> _fold;
    private readonly TimeWindows _windows;
    private readonly Operator<TKey, TValue>? _late;
    private readonly IdleKeys<TKey>? _idle;
    private readonly bool _onClose;
    private readonly bool _onUpdate;
    private readonly long _closedAfterMs;
    private bool _counted;

    public KeyTimeWindowOperator(
        OperatorSite<Windowed<TKey>, Change<TAggregate>> site,
        KeyValueStore<WindowKey<TKey>, TAggregate> store,
        KeyValueStore<TKey, KeyClock> clocks,
        WindowFold<TKey, TValue, TAggregate> fold,
        Windowing<TKey, TValue> windowing,
        Operator<TKey, TValue>? late)
    {
        _site = site;
        _store = store;
        _clocks = clocks;
        _fold = fold;
        _windows = windowing.Aligned!;
        _late = late;
        _closedAfterMs = _windows.SizeMs + _windows.GraceMs;
        _onClose = windowing.Emit == EmitStrategy.OnWindowClose;
        _onUpdate = !_onClose && site.Task.EmitsOnUpdate(windowing.Emit);
        _idle = windowing.IdleAfter is { } after ? new IdleKeys<TKey>(site.Task, after, clocks, LookAtIdle) : null;
        if (!_onClose && !_onUpdate)
        {
            // A window that closed since the last commit was changed before; its deletion is no result.
            store.OnEmit = change =>
            {
                if (change.Value.Exists)
                {
                    Send(change.Key, change.Value, change.Timestamp, change.Headers);
                }
            };
        }
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        if (!_counted)
        {
            // The store has been restored by now: what it holds are the windows that were open.
            _counted = true;
            _site.Stage.OpenWindows = _store.ApproximateCount;
        }

        // There is no window before 1970, as in Kafka Streams; there such a record vanishes without a trace.
        if (record.Key is null || record.Timestamp < 0)
        {
            _site.Stage.CountDropped();
            return;
        }

        var clock = Advance(record.Key, record.Timestamp, out var newestBefore);
        var isLate = false;
        for (var start = _windows.FirstStart(record.Timestamp); start <= record.Timestamp; start += _windows.AdvanceMs)
        {
            if (start + _closedAfterMs <= clock.Newest)
            {
                _site.Stage.CountLate();
                isLate = true;
            }
            else if (!TryAdd(new WindowKey<TKey>(record.Key, start), record))
            {
                // No window tells of the record.
                _clocks.Put(record.Key, clock);
                return;
            }
        }

        CloseWindows(record.Key, clock, newestBefore, record.Headers);
        if (isLate)
        {
            _late?.Process(record);
        }
    }

    private KeyClock Advance(TKey key, long timestamp, out long newestBefore)
    {
        var known = _clocks.TryGet(key, out var clock);
        if (known && !clock.IsCurrent)
        {
            clock = clock with { Newest = NewestOf(key, clock), IsCurrent = true };
        }

        newestBefore = known ? clock.Newest : timestamp;
        var first = _windows.FirstStart(timestamp);
        var newest = known ? Math.Max(clock.Newest, timestamp) : timestamp;
        var oldest = !known || (first < clock.OldestOpen && first + _closedAfterMs > newest) ? first : clock.OldestOpen;
        var advanced = new KeyClock(newest, oldest, _idle?.Seen(key) ?? 0, IsCurrent: true);
        if (!known || oldest != clock.OldestOpen || _idle is not null)
        {
            _clocks.Put(key, advanced);
        }
        else
        {
            // That time goes on need not be stored: the windows tell it.
            _clocks.Remember(key, advanced);
        }

        return advanced;
    }

    /// <summary>A key's time as its windows tell it. None begins later: it would have closed the oldest.</summary>
    private long NewestOf(TKey key, KeyClock clock)
    {
        var newest = clock.Newest;
        for (var start = clock.OldestOpen; start < clock.OldestOpen + _closedAfterMs; start += _windows.AdvanceMs)
        {
            if (_store.TryGet(new WindowKey<TKey>(key, start), out _, out var timestamp))
            {
                newest = Math.Max(newest, timestamp);
            }
        }

        return newest;
    }

    private void CloseWindows(TKey key, KeyClock clock, long newestBefore, Headers? headers)
    {
        if (clock.OldestOpen + _closedAfterMs > clock.Newest)
        {
            return;
        }

        // Behind the record that was the newest until now there is no window to close, however long the gap.
        var firstOpen = _windows.FirstStart(Math.Max(0, clock.Newest - _windows.GraceMs));
        for (var start = clock.OldestOpen; start < firstOpen && start <= newestBefore; start += _windows.AdvanceMs)
        {
            Close(new WindowKey<TKey>(key, start), headers);
        }

        _clocks.Put(key, clock with { OldestOpen = firstOpen });
    }

    /// <summary>Sends a window's result if that is when results are sent, and forgets the window.</summary>
    private void Close(in WindowKey<TKey> key, Headers? headers)
    {
        if (!_store.TryGet(key, out var aggregate, out var timestamp))
        {
            return;
        }

        if (_onClose)
        {
            Send(key, new Change<TAggregate>(aggregate, Exists: true, default, Existed: false), timestamp, headers);
        }
        else if (!_onUpdate)
        {
            _store.EmitNow(key);
        }

        _store.Delete(key, timestamp);
        _site.Stage.OpenWindows--;
    }

    private bool TryAdd(in WindowKey<TKey> key, in Record<TKey, TValue> record)
    {
        var exists = _store.TryGet(key, out var aggregate, out var timestamp);
        bool existed;
        TAggregate result;
        try
        {
            existed = exists || _fold.TryBegin(out aggregate);
            result = _fold.Add(record.Key, record.Value, aggregate, existed);
        }
        catch (Exception e)
        {
            _site.Stage.Failed(record, e);
            return false;
        }

        var newest = exists ? Math.Max(timestamp, record.Timestamp) : record.Timestamp;
        if (result is null)
        {
            _store.Delete(key, newest);
            _clocks.TryGet(key.Key, out var clock);
            _clocks.Put(key.Key, clock);
        }
        else
        {
            _store.Put(key, result, newest, record.Headers);
        }

        _site.Stage.OpenWindows += (result is null ? 0 : 1) - (exists ? 1 : 0);
        if (_onUpdate)
        {
            Send(key, new Change<TAggregate>(result, result is not null, aggregate, existed), newest, record.Headers);
        }

        return true;
    }

    /// <summary>Lets a quiet key's time go on as long as it has windows open.</summary>
    /// <param name="key">The key.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="time">What the wall clock makes of its time.</param>
    /// <returns>The time at which its next window closes; null if none is open.</returns>
    private long? LookAtIdle(TKey key, KeyClock clock, long time)
    {
        var last = clock.Newest / _windows.AdvanceMs * _windows.AdvanceMs;
        while (last >= clock.OldestOpen && !_store.TryGet(new WindowKey<TKey>(key, last), out _))
        {
            last -= _windows.AdvanceMs;
        }

        if (last < clock.OldestOpen)
        {
            return null;
        }

        var advanced = clock with { Newest = Math.Clamp(time, clock.Newest, last + _closedAfterMs) };
        advanced = advanced with { Seen = clock.Seen + advanced.Newest - clock.Newest };
        if (advanced.Newest == clock.Newest)
        {
            return FirstOpen(key, clock.OldestOpen, last);
        }

        _clocks.Put(key, advanced);
        CloseWindows(key, advanced, last, headers: null);
        return FirstOpen(key, advanced.OldestOpen, last);
    }

    /// <summary>When the first of a key's windows closes that is there; null if there is none.</summary>
    private long? FirstOpen(TKey key, long from, long last)
    {
        for (var start = from; start <= last; start += _windows.AdvanceMs)
        {
            if (_store.TryGet(new WindowKey<TKey>(key, start), out _))
            {
                return start + _closedAfterMs;
            }
        }

        return null;
    }

    private void Send(in WindowKey<TKey> window, in Change<TAggregate> change, long timestamp, Headers? headers) =>
        _site.Next.Process(new Record<Windowed<TKey>, Change<TAggregate>>(
            new Windowed<TKey>(window.Key, window.Start, window.Start + _windows.SizeMs), change, timestamp, headers));
}
