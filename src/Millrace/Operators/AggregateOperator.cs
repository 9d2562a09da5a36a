using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators;

/// <summary>
/// Keeps an aggregate a key. For a key that is new the old value that goes downstream with the update is the
/// initializer's, as in Kafka Streams, so that a subtractor downstream takes away what the sum began with.
/// </summary>
internal sealed class AggregateOperator<TKey, TValue, TAggregate>(
    OperatorSite<TKey, Change<TAggregate>> site,
    KeyValueStore<TKey, TAggregate> store,
    TableForwarder<TKey, TAggregate> forwarder,
    Func<TAggregate> initializer,
    Func<TKey, TValue, TAggregate, TAggregate> aggregator) : FoldOperator<TKey, TValue, TAggregate>(site, store, forwarder)
    where TKey : notnull
{
    protected override TAggregate Fold(TKey key, TValue value, bool exists, ref TAggregate? old)
    {
        if (!exists)
        {
            old = initializer();
        }

        return aggregator(key, value, old!);
    }
}
