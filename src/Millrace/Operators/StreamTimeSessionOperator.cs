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
    EmitStrategy emit,
    Operator<TKey, TValue>? late) : SessionOperator<TKey, TValue, TAggregate>(site, store, fold, windows, emit, late)
    where TKey : notnull
{
    private readonly List<KeyValuePair<Windowed<TKey>, TAggregate>> _closed = [];
    private readonly bool _losesOnJumps = site.Task.Environment.Facts.HasFlag(KafkaStreamsFacts.WindowsLostOnJumps);
    private long _closedBefore;

    protected override long Advance(in Record<TKey, TValue> record)
    {
        ref var time = ref Store.Times[record.Value is IClocked clocked ? clocked.Clock : 0];
        _closedBefore = time == long.MinValue ? 0 : Math.Max(0, time - Windows.CloseDelayMs);
        return time = Math.Max(time, record.Timestamp);
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
