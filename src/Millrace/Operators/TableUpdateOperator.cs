using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators;

/// <summary>Takes each record as the newest value of its key, and a null value as the key's deletion.</summary>
internal sealed class TableUpdateOperator<TKey, TValue>(
    OperatorSite<TKey, Change<TValue>> site, KeyValueStore<TKey, TValue> store, TableForwarder<TKey, TValue> forwarder)
    : Operator<TKey, Change<TValue>>
    where TKey : notnull
{
    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        if (record.Key is null)
        {
            site.Stage.CountDropped();
            return;
        }

        var existed = store.TryGet(record.Key, out var old, out _);
        var change = record.Value;
        if (change.Exists)
        {
            store.Put(record.Key, change.New!, record.Timestamp, record.Headers);
        }
        else
        {
            store.Delete(record.Key, record.Timestamp, record.Headers);
        }

        forwarder.Updated(record.WithValue(change with { Old = old, Existed = existed }));
    }
}

/// <summary>The same for a table without a store: nothing of the key's past is known.</summary>
internal sealed class StorelessTableOperator<TKey, TValue>(OperatorSite<TKey, Change<TValue>> site) : Operator<TKey, Change<TValue>>
{
    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        if (record.Key is null)
        {
            site.Stage.CountDropped();
            return;
        }

        site.Next.Process(record);
    }
}
