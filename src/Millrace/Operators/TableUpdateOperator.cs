using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators;

/// <summary>Takes each record as the newest value of its key, and a null value as the key's deletion.</summary>
/// <param name="site">Where it stands.</param>
/// <param name="store">The values.</param>
/// <param name="forwarder">Sends the changes downstream.</param>
/// <param name="passesEmpty">Whether the deletion of what was not there goes downstream.</param>
internal sealed class TableUpdateOperator<TKey, TValue>(
    OperatorSite<TKey, Change<TValue>> site, KeyValueStore<TKey, TValue> store, TableForwarder<TKey, TValue> forwarder, bool passesEmpty)
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
        if (!existed && !change.Exists && !passesEmpty)
        {
            return;
        }

        if (change.Exists)
        {
            store.Put(record.Key, change.New!, record.Timestamp, record.Headers);
        }
        else
        {
            store.Delete(record.Key, record.Timestamp, record.Headers);
        }

        forwarder.Updated(record.WithValue(new Change<TValue>(change.New, change.Exists, old, existed)));
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
