using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators;

/// <summary>Keeps an aggregate a key. Results go downstream when the task commits, each key's last one.</summary>
internal sealed class AggregateOperator<TKey, TValue, TAggregate> : Operator<TKey, TValue>
    where TKey : notnull
{
    private readonly OperatorSite<TKey, Change<TAggregate>> _site;
    private readonly KeyValueStore<TKey, TAggregate> _store;
    private readonly Func<TAggregate> _initializer;
    private readonly Func<TKey, TValue, TAggregate, TAggregate> _aggregator;

    public AggregateOperator(
        OperatorSite<TKey, Change<TAggregate>> site,
        KeyValueStore<TKey, TAggregate> store,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator)
    {
        _site = site;
        _store = store;
        _initializer = initializer;
        _aggregator = aggregator;
        store.OnEmit = (key, change, timestamp) => site.Next.Process(new Record<TKey, Change<TAggregate>>(key, change, timestamp));
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null || record.Value is null)
        {
            _site.Stage.CountDropped();
            return;
        }

        var exists = _store.TryGet(record.Key, out var aggregate, out var timestamp);
        TAggregate result;
        try
        {
            result = _aggregator(record.Key, record.Value, exists ? aggregate! : _initializer());
        }
        catch (Exception e)
        {
            _site.Stage.Failed(e);
            return;
        }

        var newest = exists ? Math.Max(timestamp, record.Timestamp) : record.Timestamp;
        if (result is null)
        {
            _store.Delete(record.Key, newest);
        }
        else
        {
            _store.Put(record.Key, result, newest);
        }
    }
}
