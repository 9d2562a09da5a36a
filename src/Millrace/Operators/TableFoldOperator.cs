using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators;

/// <summary>How a group's values become one; each gives the new aggregate, and null deletes it.</summary>
/// <param name="Start">With a group's first value.</param>
/// <param name="Add">With one that comes in.</param>
/// <param name="Subtract">With one that goes out.</param>
internal sealed record TableFold<TKey, TValue, TAggregate>(
    Func<TKey, TValue, TAggregate> Start, Func<TKey, TValue, TAggregate, TAggregate> Add, Func<TKey, TValue, TAggregate, TAggregate> Subtract);

/// <summary>
/// Keeps the aggregate of each group of a table: takes the old value out, then puts the new one in, and sends one
/// result. Its timestamp is the highest that went into it.
/// </summary>
internal sealed class TableFoldOperator<TKey, TValue, TAggregate>(
    OperatorSite<TKey, Change<TAggregate>> site,
    KeyValueStore<TKey, TAggregate> store,
    TableForwarder<TKey, TAggregate> forwarder,
    TableFold<TKey, TValue, TAggregate> fold) : Operator<TKey, Change<TValue>>
    where TKey : notnull
{
    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        var change = record.Value;
        var existed = store.TryGet(record.Key, out var old, out var timestamp);
        var exists = existed;
        var aggregate = old;
        try
        {
            if (existed && change.Existed)
            {
                aggregate = fold.Subtract(record.Key, change.Old!, old!);
                exists = aggregate is not null;
            }

            if (change.Exists)
            {
                aggregate = exists ? fold.Add(record.Key, change.New!, aggregate!) : fold.Start(record.Key, change.New!);
                exists = aggregate is not null;
            }
        }
        catch (Exception e)
        {
            site.Stage.Failed(record.WithValue(change.New), e);
            return;
        }

        var newest = existed ? Math.Max(timestamp, record.Timestamp) : record.Timestamp;
        if (exists)
        {
            store.Put(record.Key, aggregate!, newest, record.Headers);
        }
        else if (existed || default(TAggregate) is null)
        {
            store.Delete(record.Key, newest, record.Headers);
        }
        else
        {
            // A value of a group that is not known went out: there is nothing to take it from, and no null to tell so.
            return;
        }

        forwarder.Updated(new Record<TKey, Change<TAggregate>>(
            record.Key, new Change<TAggregate>(aggregate, exists, old, existed), newest, record.Headers));
    }
}
