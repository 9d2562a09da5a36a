using Millrace.Graph;
using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>
/// Sessions that close by the highest timestamp that the operator has seen, over all keys, as in Kafka Streams. A
/// session that has closed stays in the store until it expires there.
/// </summary>
internal sealed class StreamTimeSessionOperator<TKey, TValue, TAggregate>(
    OperatorSite<Windowed<TKey>, Change<TAggregate>> site,
    SessionStore<TKey, TAggregate> store,
    SessionFold<TKey, TValue, TAggregate> fold,
    SessionWindows windows,
    EmitStrategy emit) : SessionOperator<TKey, TValue, TAggregate>(site, store, fold, windows, emit)
    where TKey : notnull
{
    private readonly List<KeyValuePair<Windowed<TKey>, TAggregate>> _closed = [];
    private readonly bool _losesOnJumps = site.Task.Environment.Facts.HasFlag(KafkaStreamsFacts.WindowsLostOnJumps);
    private long _closedBefore;

    protected override long AdvanceTo(TKey key, long timestamp)
    {
        _closedBefore = Store.Time == long.MinValue ? 0 : Math.Max(0, Store.Time - Windows.CloseDelayMs);
        return Store.Time = Math.Max(Store.Time, timestamp);
    }

    protected override void CloseBefore(long end, in Record<TKey, TValue> record)
    {
        if (EmitStrategy != EmitStrategy.OnWindowClose || end <= _closedBefore)
        {
            return;
        }

        _closed.Clear();
        Store.TakeByEnd(above: _closedBefore - 1, upTo: end - 1, withExpired: !_losesOnJumps, _closed);
        foreach (var (session, aggregate) in _closed)
        {
            Send(session, Change<TAggregate>.To(aggregate), record.Headers);
        }
    }
}
