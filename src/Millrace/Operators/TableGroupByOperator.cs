using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;

namespace Millrace
{
    /// <summary>Groups tables by another key.</summary>
    public static class TableGroupByExtensions
    {
        /// <summary>
        /// Groups the entries by a new key, through the repartition topic <c>application-name-repartition</c>. An
        /// entry whose new key or value is null is in no group.
        /// </summary>
        /// <param name="table">The table; it or one before it has a store, so that old values are known.</param>
        /// <param name="name">The repartition topic's name.</param>
        /// <param name="selector">Gives the group's key and the value to aggregate; also asked about old values.</param>
        /// <param name="grouped">The serdes of the repartition topic; null for those of the types.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KGroupedTable<TNewKey, TNewValue> GroupBy<TKey, TValue, TNewKey, TNewValue>(
            this KTable<TKey, TValue> table,
            string name,
            Func<TKey, TValue, KeyValuePair<TNewKey, TNewValue>> selector,
            Grouped<TNewKey, TNewValue>? grouped = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TNewKey : notnull
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(selector);
            var place = SourcePlace.Of(file, line);
            table.NeedOldValues(place, "groupBy");
            var changes = table.Changes.Then<TNewKey, Change<TNewValue>>(
                "groupBy",
                null,
                place,
                s => new TableGroupByOperator<TKey, TValue, TNewKey, TNewValue>(s, selector, table.Plan.IsVersioned),
                changesKey: true);
            return new KGroupedTable<TNewKey, TNewValue>(changes, name, grouped ?? Grouped<TNewKey, TNewValue>.Default, place);
        }
    }
}

namespace Millrace.Operators
{
    /// <summary>
    /// Makes of an entry's change what changes in its groups: one record if it stays in its group, else one for the old
    /// group and then one for the new.
    /// </summary>
    internal sealed class TableGroupByOperator<TKey, TValue, TNewKey, TNewValue>(
        OperatorSite<TNewKey, Change<TNewValue>> site, Func<TKey, TValue, KeyValuePair<TNewKey, TNewValue>> selector, bool skipsPast)
        : Operator<TKey, Change<TValue>>
    {
        public override void Process(in Record<TKey, Change<TValue>> record)
        {
            var change = record.Value;
            if (skipsPast && !change.IsLatest)
            {
                return;
            }

            KeyValuePair<TNewKey, TNewValue> added, removed;
            bool adds, removes, stays;
            try
            {
                added = change.Exists ? selector(record.Key, change.New!) : default;
                removed = change.Existed ? selector(record.Key, change.Old!) : default;
                adds = change.Exists && added is { Key: not null, Value: not null };
                removes = change.Existed && removed is { Key: not null, Value: not null };
                stays = adds && removes && KeyEquality<TNewKey>.Comparer.Equals(added.Key, removed.Key);
            }
            catch (Exception e)
            {
                site.Stage.Failed(record.WithValue(change.New), e);
                return;
            }

            if (stays)
            {
                Send(record, added.Key, new Change<TNewValue>(added.Value, Exists: true, removed.Value, Existed: true));
                return;
            }

            if (removes)
            {
                Send(record, removed.Key, new Change<TNewValue>(default, Exists: false, removed.Value, Existed: true));
            }

            if (adds)
            {
                Send(record, added.Key, new Change<TNewValue>(added.Value, Exists: true, default, Existed: false));
            }
        }

        private void Send(in Record<TKey, Change<TValue>> record, TNewKey key, in Change<TNewValue> change) =>
            site.Next.Process(new Record<TNewKey, Change<TNewValue>>(key, change, record.Timestamp, record.Headers));
    }
}
