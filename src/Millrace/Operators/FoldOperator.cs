using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators;

/// <summary>
/// Keeps one value a key, which each record changes; its subclasses say how. A result's timestamp is the highest that
/// went into it; after a deletion it starts anew.
/// </summary>
internal abstract class FoldOperator<TKey, TValue, TAggregate>(
    OperatorSite<TKey, Change<TAggregate>> site, KeyValueStore<TKey, TAggregate> store, TableForwarder<TKey, TAggregate> forwarder)
    : Operator<TKey, TValue>
    where TKey : notnull
{
    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null || record.Value is null)
        {
            site.Stage.CountDropped();
            return;
        }

        var exists = store.TryGet(record.Key, out var old, out var timestamp);
        TAggregate result;
        try
        {
            result = Fold(record.Key, record.Value, exists, ref old);
        }
        catch (Exception e)
        {
            site.Stage.Failed(record, e);
            return;
        }

        var newest = exists ? Math.Max(timestamp, record.Timestamp) : record.Timestamp;
        if (result is null)
        {
            store.Delete(record.Key, newest, record.Headers);
        }
        else
        {
            store.Put(record.Key, result, newest, record.Headers);
        }

        forwarder.Updated(new Record<TKey, Change<TAggregate>>(record.Key, Change<TAggregate>.Between(old, result), newest, record.Headers));
    }

    /// <summary>Gives the new value; null deletes the entry.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="value">The record's value.</param>
    /// <param name="exists">Whether the key has a value.</param>
    /// <param name="old">The key's value; what is left in it goes downstream as the old one.</param>
    protected abstract TAggregate Fold(TKey key, TValue value, bool exists, ref TAggregate? old);
}
