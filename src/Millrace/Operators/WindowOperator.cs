using Millrace.Graph;
using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>Keeps an aggregate a key and window; its subclasses say by which clock windows close.</summary>
internal abstract class WindowOperator<TKey, TValue, TAggregate> : Operator<TKey, TValue>
    where TKey : notnull
{
    private readonly OperatorSite<Windowed<TKey>, Change<TAggregate>> _site;
    private bool _counted;

    protected WindowOperator(
        OperatorSite<Windowed<TKey>, Change<TAggregate>> site,
        KeyValueStore<WindowKey<TKey>, TAggregate> store,
        WindowFold<TKey, TValue, TAggregate> fold)
    {
        _site = site;
        Store = store;
        Fold = fold;
        if (fold.Emit == EmitStrategy.OnCommit)
        {
            store.OnEmit = change =>
            {
                // A window that closed since the last commit was changed before; its deletion is no result.
                if (change.Value.Exists)
                {
                    Send(change.Key, change.Value, change.Timestamp);
                }
            };
        }
    }

    protected KeyValueStore<WindowKey<TKey>, TAggregate> Store { get; }

    protected WindowFold<TKey, TValue, TAggregate> Fold { get; }

    public override void Process(in Record<TKey, TValue> record)
    {
        if (!_counted)
        {
            // The store has been restored by now: what it holds are the windows that were open.
            _counted = true;
            _site.Stage.OpenWindows = Store.ApproximateCount;
        }

        if (record.Key is null)
        {
            _site.Stage.CountDropped();
            return;
        }

        if (record.Timestamp < 0)
        {
            // There is no window before 1970, as in Kafka Streams; there such a record vanishes without a trace.
            _site.Stage.CountDropped();
            return;
        }

        var time = AdvanceTo(record.Key, record.Timestamp);
        for (var start = Fold.Windows.FirstStart(record.Timestamp); start <= record.Timestamp; start += Fold.Windows.AdvanceMs)
        {
            if (Fold.IsClosed(start, time))
            {
                _site.Stage.CountLate();
            }
            else if (!TryAdd(new WindowKey<TKey>(record.Key, start), record))
            {
                return;
            }
        }

        CloseUpTo(record.Key, time);
    }

    /// <summary>Moves the clock of the key on and gives its time.</summary>
    protected abstract long AdvanceTo(TKey key, long timestamp);

    /// <summary>Closes what is closed at that time.</summary>
    protected abstract void CloseUpTo(TKey key, long time);

    /// <summary>Tells the subclass of a window that was not there before.</summary>
    protected virtual void Opened(in WindowKey<TKey> key)
    {
    }

    /// <summary>Sends a window's result if that is when results are sent, and forgets the window.</summary>
    protected void Close(in WindowKey<TKey> key)
    {
        if (!Store.TryGet(key, out var aggregate, out var timestamp))
        {
            return;
        }

        if (Fold.Emit == EmitStrategy.OnWindowClose)
        {
            Send(key, new Change<TAggregate>(aggregate, Exists: true, default, Existed: false), timestamp);
        }
        else
        {
            Store.EmitNow(key);
        }

        Store.Delete(key, timestamp);
        _site.Stage.OpenWindows--;
    }

    private bool TryAdd(in WindowKey<TKey> key, in Record<TKey, TValue> record)
    {
        var exists = Store.TryGet(key, out var aggregate, out var timestamp);
        TAggregate result;
        try
        {
            result = Fold.Aggregator(record.Key, record.Value, exists ? aggregate! : Fold.Initializer());
        }
        catch (Exception e)
        {
            _site.Stage.Failed(record, e);
            return false;
        }

        var newest = exists ? Math.Max(timestamp, record.Timestamp) : record.Timestamp;
        if (result is null)
        {
            Store.Delete(key, newest);
            _site.Stage.OpenWindows -= exists ? 1 : 0;
            return true;
        }

        Store.Put(key, result, newest);
        if (!exists)
        {
            _site.Stage.OpenWindows++;
            Opened(key);
        }

        return true;
    }

    private void Send(in WindowKey<TKey> key, in Change<TAggregate> change, long timestamp) =>
        _site.Next.Process(new Record<Windowed<TKey>, Change<TAggregate>>(Fold.Key(key), change, timestamp));
}
