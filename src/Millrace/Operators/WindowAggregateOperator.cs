using Millrace.Graph;
using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>
/// Keeps an aggregate a key and window in a window store; its subclasses say which windows a record belongs to. Windows
/// close by the highest timestamp that the operator has seen, over all keys, as in Kafka Streams.
/// </summary>
internal abstract class WindowAggregateOperator<TKey, TValue, TAggregate> : Operator<TKey, TValue>, IIdleWindows
    where TKey : notnull
{
    private readonly OperatorSite<Windowed<TKey>, Change<TAggregate>> _site;
    private readonly Operator<TKey, TValue>? _late;
    private readonly List<WindowKey<TKey>> _closing = [];
    private readonly bool _onClose;
    private readonly bool _onUpdate;
    private readonly bool _losesOnJumps;
    private readonly long _sizeMs;
    private readonly int _clocks;
    private bool _isLate;

    protected WindowAggregateOperator(
        OperatorSite<Windowed<TKey>, Change<TAggregate>> site,
        WindowStore<TKey, TAggregate> store,
        WindowFold<TKey, TValue, TAggregate> fold,
        Windowing<TKey, TValue> windowing,
        Operator<TKey, TValue>? late)
    {
        _site = site;
        _late = late;
        _clocks = windowing.Clocks;
        _sizeMs = (long)windowing.Size.TotalMilliseconds;
        GraceMs = (long)windowing.Grace.TotalMilliseconds;
        _onClose = windowing.Emit == EmitStrategy.OnWindowClose;
        _onUpdate = !_onClose && site.Task.EmitsOnUpdate(windowing.Emit);
        _losesOnJumps = site.Task.Environment.Facts.HasFlag(KafkaStreamsFacts.WindowsLostOnJumps);
        Store = store;
        Fold = fold;
        if (!_onClose && !_onUpdate)
        {
            store.OnEmit = SendChange;
        }
    }

    protected WindowStore<TKey, TAggregate> Store { get; }

    protected WindowFold<TKey, TValue, TAggregate> Fold { get; }

    protected long GraceMs { get; }

    /// <summary>How far time is past a window's start when the window is closed.</summary>
    protected abstract long ClosedAfterMs { get; }

    /// <summary>The time that the stream of the record that is being processed has come to.</summary>
    protected long StreamTime { get; private set; }

    /// <summary>Lets time go on while nothing comes; null for windows that wait for a record.</summary>
    public IdleWindowCloser? Idle { get; set; }

    long IIdleWindows.Time => Store.Times[0];

    long IIdleWindows.LastClosesAt => Store.Observed == long.MinValue ? long.MinValue : Store.Observed + ClosedAfterMs;

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null || !Takes(record))
        {
            _site.Stage.CountDropped();
            return;
        }

        // Windows are closed before the record can make the store forget them.
        var before = Advance(record);
        if (_onClose && !_losesOnJumps)
        {
            Close(before, StreamTime, record.Headers);
        }

        _isLate = false;
        if (!Add(record))
        {
            return;
        }

        _site.Stage.OpenWindows = Store.Windows;
        if (_isLate)
        {
            _late?.Process(record);
        }

        if (_onClose && _losesOnJumps)
        {
            Close(before, StreamTime, record.Headers);
        }
    }

    /// <summary>Lets time go on without a record.</summary>
    public void AdvanceTo(long time)
    {
        var before = Store.Times[0];
        if (time <= before)
        {
            return;
        }

        Store.Times[0] = time;
        if (_onClose)
        {
            Close(before, time, headers: null);
        }
    }

    /// <summary>Whether the record can be in a window at all.</summary>
    protected virtual bool Takes(in Record<TKey, TValue> record) => record.Timestamp >= 0;

    /// <summary>Adds the record to its windows; false if the user's code failed, which ends the work on the record.</summary>
    protected abstract bool Add(in Record<TKey, TValue> record);

    /// <summary>Adds the record to a window that is not there.</summary>
    protected bool AddToNew(in Record<TKey, TValue> record, long start)
    {
        TAggregate? aggregate;
        bool exists;
        try
        {
            exists = Fold.TryBegin(out aggregate);
        }
        catch (Exception e)
        {
            _site.Stage.Failed(record, e);
            return false;
        }

        return AddTo(record, start, aggregate, exists, record.Timestamp);
    }

    /// <summary>Adds the record to a window whose aggregate is given.</summary>
    protected bool AddTo(in Record<TKey, TValue> record, long start, TAggregate? aggregate, bool exists, long timestamp)
    {
        TAggregate result;
        try
        {
            result = Fold.Add(record.Key, record.Value, aggregate, exists);
        }
        catch (Exception e)
        {
            _site.Stage.Failed(record, e);
            return false;
        }

        Put(record, start, aggregate, exists, result, exists ? Math.Max(timestamp, record.Timestamp) : record.Timestamp);
        return true;
    }

    /// <summary>Keeps a window's new aggregate, and sends it on if that is when results are sent.</summary>
    protected void Put(in Record<TKey, TValue> record, long start, TAggregate? old, bool existed, TAggregate? result, long timestamp)
    {
        if (result is null)
        {
            Store.Delete(record.Key, start, timestamp, record.Headers);
        }
        else
        {
            Store.Put(record.Key, result, start, timestamp, record.Headers);
        }

        if (_onUpdate)
        {
            Send(new WindowKey<TKey>(record.Key, start), new Change<TAggregate>(result, result is not null, old, existed), timestamp, record.Headers);
        }
    }

    /// <summary>Whether a window takes no more records.</summary>
    protected bool IsClosed(long start) => start + ClosedAfterMs <= StreamTime;

    /// <summary>The record came too late for one of its windows.</summary>
    protected void DropLate()
    {
        _site.Stage.CountLate();
        _isLate = true;
    }

    private long Advance(in Record<TKey, TValue> record)
    {
        ref var time = ref Store.Times[_clocks > 1 && record.Value is IClocked clocked ? clocked.Clock : 0];
        if (Idle is { } idle)
        {
            time = Math.Max(time, idle.Seen());
        }

        var before = time;
        StreamTime = time = Math.Max(before, record.Timestamp);
        return before;
    }

    private void Close(long before, long time, Headers? headers)
    {
        if (time == before)
        {
            return;
        }

        _closing.Clear();
        Store.TakeByTime(before == long.MinValue ? before : before - ClosedAfterMs, time - ClosedAfterMs, _closing);
        foreach (var window in _closing)
        {
            if (Store.TryFetch(window.Key, window.Start, out var aggregate, out var timestamp))
            {
                Send(window, new Change<TAggregate>(aggregate, Exists: true, default, Existed: false), timestamp, headers);
            }
        }
    }

    private void SendChange(Record<WindowKey<TKey>, Change<TAggregate>> change)
    {
        if (change.Value.Exists || change.Value.Existed)
        {
            Send(change.Key, change.Value, change.Timestamp, change.Headers);
        }
    }

    private void Send(in WindowKey<TKey> window, in Change<TAggregate> change, long timestamp, Headers? headers) =>
        _site.Next.Process(new Record<Windowed<TKey>, Change<TAggregate>>(
            new Windowed<TKey>(window.Key, window.Start, window.Start + _sizeMs), change, timestamp, headers));
}
