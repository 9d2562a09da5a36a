using Millrace.Graph;
using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>
/// Keeps an aggregate a key and session; its subclasses say by which clock sessions close. A record that touches
/// sessions takes them in: each is deleted, and their union has the result. The union is what is late or not.
/// </summary>
internal abstract class SessionOperator<TKey, TValue, TAggregate> : Operator<TKey, TValue>
    where TKey : notnull
{
    private readonly OperatorSite<Windowed<TKey>, Change<TAggregate>> _site;
    private readonly SessionFold<TKey, TValue, TAggregate> _fold;
    private readonly Operator<TKey, TValue>? _late;
    private readonly List<KeyValuePair<Windowed<TKey>, TAggregate>> _joined = [];

    protected SessionOperator(
        OperatorSite<Windowed<TKey>, Change<TAggregate>> site,
        SessionStore<TKey, TAggregate> store,
        SessionFold<TKey, TValue, TAggregate> fold,
        SessionWindows windows,
        EmitStrategy emit,
        Operator<TKey, TValue>? late)
    {
        _site = site;
        _late = late;
        _fold = fold;
        Store = store;
        Windows = windows;
        EmitStrategy = emit;
        if (emit == EmitStrategy.OnCommit)
        {
            store.OnEmit = change => site.Next.Process(change);
            store.ShowsWhatIsCached = site.Task.Environment.Facts.HasFlag(KafkaStreamsFacts.CachedSessionsOutliveRetention);
        }
    }

    protected SessionStore<TKey, TAggregate> Store { get; }

    protected SessionWindows Windows { get; }

    protected EmitStrategy EmitStrategy { get; }

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null)
        {
            _site.Stage.CountDropped();
            return;
        }

        var open = Advance(record) - Windows.CloseDelayMs;
        _joined.Clear();
        Store.Find(record.Key, record.Timestamp - Windows.GapMs, record.Timestamp + Windows.GapMs, _joined);
        var (start, end) = (record.Timestamp, record.Timestamp);
        foreach (var (session, _) in _joined)
        {
            (start, end) = (Math.Min(start, session.Start), Math.Max(end, session.End));
        }

        if (end < open)
        {
            _site.Stage.CountLate();
            _late?.Process(record);
        }
        else if (!TryMerge(record, start, end))
        {
            return;
        }

        CloseBefore(open, record);
    }

    /// <summary>Moves the record's clock on and gives its time.</summary>
    protected abstract long Advance(in Record<TKey, TValue> record);

    /// <summary>Closes the sessions that end before a time.</summary>
    protected abstract void CloseBefore(long end, in Record<TKey, TValue> record);

    protected void Send(in Windowed<TKey> session, in Change<TAggregate> change, Headers? headers = null) =>
        _site.Next.Process(new Record<Windowed<TKey>, Change<TAggregate>>(session, change, session.End, headers));

    private bool TryMerge(in Record<TKey, TValue> record, long start, long end)
    {
        TAggregate result;
        try
        {
            result = _fold.Fold(record.Key, record.Value, _joined);
        }
        catch (Exception e)
        {
            _site.Stage.Failed(record, e);
            return false;
        }

        // A session of this record's time alone is changed in place.
        if (start != record.Timestamp || end != record.Timestamp)
        {
            foreach (var (session, aggregate) in _joined)
            {
                Store.Remove(session.Key, session.Start, session.End, record.Headers);
                Update(session, new Change<TAggregate>(default, Exists: false, aggregate, Existed: true));
            }
        }

        Store.Put(record.Key, start, end, result, record.Headers);
        Update(new Windowed<TKey>(record.Key, start, end), Change<TAggregate>.To(result));
        return true;
    }

    private void Update(in Windowed<TKey> session, in Change<TAggregate> change)
    {
        if (EmitStrategy == EmitStrategy.OnUpdate)
        {
            Send(session, change);
        }
    }
}
