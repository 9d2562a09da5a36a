using Millrace.Graph;
using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>Tumbling and hopping windows. A null value is given to the aggregator.</summary>
internal sealed class AlignedWindowOperator<TKey, TValue, TAggregate>(
    OperatorSite<Windowed<TKey>, Change<TAggregate>> site,
    WindowStore<TKey, TAggregate> store,
    WindowFold<TKey, TValue, TAggregate> fold,
    Windowing<TKey, TValue> windowing,
    Operator<TKey, TValue>? late) : WindowAggregateOperator<TKey, TValue, TAggregate>(site, store, fold, windowing, late)
    where TKey : notnull
{
    private readonly TimeWindows _windows = windowing.Aligned!;

    protected override long ClosedAfterMs { get; } = windowing.Aligned!.SizeMs + windowing.Aligned.GraceMs;

    protected override bool Add(in Record<TKey, TValue> record)
    {
        for (var start = _windows.FirstStart(record.Timestamp); start <= record.Timestamp; start += _windows.AdvanceMs)
        {
            if (IsClosed(start))
            {
                DropLate();
                continue;
            }

            var added = Store.TryFetch(record.Key, start, out var aggregate, out var timestamp)
                ? AddTo(record, start, aggregate, exists: true, timestamp)
                : AddToNew(record, start);
            if (!added)
            {
                return false;
            }
        }

        return true;
    }
}
