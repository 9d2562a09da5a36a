using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators;

/// <summary>
/// Takes each record as a version of its key's value, and a null value as a deletion. What is out of history goes no
/// further; what is older than the key's newest is marked as not the latest.
/// </summary>
internal sealed class VersionedTableOperator<TKey, TValue>(OperatorSite<TKey, Change<TValue>> site, VersionedStore<TKey, TValue> store)
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

        var old = store.Get(record.Key);
        var change = record.Value;
        var put = change.Exists ? store.Put(record.Key, change.New!, record.Timestamp) : store.PutDeletion(record.Key, record.Timestamp);
        if (put.IsStored)
        {
            site.Next.Process(record.WithValue(change with { Old = old is { } known ? known.Value : default, Existed = old is not null, IsLatest = put.IsLatest }));
        }
    }
}
