using Millrace.Graph;
using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>
/// Sliding windows. A record at t has a window that ends at t (its left one) and, if its key has later records within the
/// time difference, one that begins at t + 1 (its right one); besides it is added to every window around it. The
/// timestamp of a window's entry is that of its newest record, by which the neighbours are known without being stored.
/// </summary>
internal sealed class SlidingWindowOperator<TKey, TValue, TAggregate>(
    OperatorSite<Windowed<TKey>, Change<TAggregate>> site,
    WindowStore<TKey, TAggregate> store,
    WindowFold<TKey, TValue, TAggregate> fold,
    Windowing<TKey, TValue> windowing,
    Operator<TKey, TValue>? late) : WindowAggregateOperator<TKey, TValue, TAggregate>(site, store, fold, windowing, late)
    where TKey : notnull
{
    private readonly long _difference = (long)windowing.Sliding!.TimeDifference.TotalMilliseconds;
    private readonly List<WindowEntry<TAggregate>> _windows = [];

    /// <summary>The end belongs to the window, so that it is open for a millisecond more.</summary>
    protected override long ClosedAfterMs { get; } = (long)(windowing.Sliding!.TimeDifference + windowing.Sliding.GracePeriod).TotalMilliseconds + 1;

    protected override bool Takes(in Record<TKey, TValue> record) => base.Takes(record) && record.Value is not null;

    protected override bool Add(in Record<TKey, TValue> record)
    {
        if (IsClosed(record.Timestamp))
        {
            // Even the last window that it could be in.
            DropLate();
            return true;
        }

        return record.Timestamp < _difference ? AddEarly(record) : AddBetweenNeighbours(record);
    }

    private bool AddBetweenNeighbours(in Record<TKey, TValue> record)
    {
        var time = record.Timestamp;
        WindowEntry<TAggregate>? right = null;
        WindowEntry<TAggregate>? left = null;
        long? previous = null;
        var hasLeft = false;
        var hasRight = false;
        _windows.Clear();
        Store.Fetch(record.Key, Math.Max(0, time - (2 * _difference)), time + 1, _windows, backward: true);
        foreach (var window in _windows)
        {
            var end = window.Start + _difference;
            if (window.Start == time + 1)
            {
                hasRight = true;
                continue;
            }

            if (end < time)
            {
                left = window;
                previous = window.Timestamp;
                break;
            }

            if (!Update(record, window))
            {
                return false;
            }

            if (end > time)
            {
                right ??= window;
                continue;
            }

            if (window.Timestamp >= time)
            {
                // A record of the same time has made all windows that this one needs.
                return true;
            }

            hasLeft = true;
            previous = window.Timestamp;
        }

        if (previous is { } before && before + 1 + _difference >= time && !Began(before + 1) && !UpdateNew(record, before + 1))
        {
            return false;
        }

        var start = time - _difference;
        if (!hasLeft && !(previous >= start ? Update(record, new WindowEntry<TAggregate>(start, left!.Value.Value, time)) : UpdateNew(record, start)))
        {
            return false;
        }

        AddRight(record, right, hasRight);
        return true;
    }

    /// <summary>The windows of the first records would begin before 0: they share one that begins there.</summary>
    private bool AddEarly(in Record<TKey, TValue> record)
    {
        var time = record.Timestamp;
        WindowEntry<TAggregate>? first = null;
        WindowEntry<TAggregate>? right = null;
        long? previous = null;
        var hasRight = false;
        _windows.Clear();
        Store.Fetch(record.Key, 0, time + 1, _windows);
        foreach (var window in _windows)
        {
            if (window.Start == 0)
            {
                first = window;
                previous = window.Timestamp < time ? window.Timestamp : null;
            }
            else if (window.Start == time + 1)
            {
                hasRight = true;
            }
            else
            {
                right = window;
                if (!Update(record, window))
                {
                    return false;
                }
            }
        }

        if (right is null && first?.Timestamp > time)
        {
            right = first;
        }

        AddRight(record, right, hasRight);
        if (previous is { } before && !Began(before + 1) && !UpdateNew(record, before + 1))
        {
            return false;
        }

        return first is { } shared ? Update(record, shared) : UpdateNew(record, 0);
    }

    /// <summary>The record's right window holds what the nearest window around it held before the record.</summary>
    private void AddRight(in Record<TKey, TValue> record, WindowEntry<TAggregate>? around, bool hasRight)
    {
        if (!hasRight && around is { } window && window.Timestamp > record.Timestamp)
        {
            Put(record, record.Timestamp + 1, default, existed: false, window.Value, window.Timestamp);
        }
    }

    private bool Update(in Record<TKey, TValue> record, in WindowEntry<TAggregate> window)
    {
        if (IsClosed(window.Start))
        {
            DropLate();
            return true;
        }

        return AddTo(record, window.Start, window.Value, exists: true, window.Timestamp);
    }

    private bool UpdateNew(in Record<TKey, TValue> record, long start)
    {
        if (IsClosed(start))
        {
            DropLate();
            return true;
        }

        return AddToNew(record, start);
    }

    private bool Began(long start)
    {
        foreach (var window in _windows)
        {
            if (window.Start == start)
            {
                return true;
            }
        }

        return false;
    }
}
