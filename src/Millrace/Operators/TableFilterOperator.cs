using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;

namespace Millrace
{
    /// <summary>Leaves entries of tables out.</summary>
    public static class TableFilterExtensions
    {
        /// <summary>
        /// Keeps the entries for which <paramref name="predicate"/> is true. An update that does not pass deletes the
        /// key's entry; where old values are known (the table or one before it has a store), only if there was one.
        /// </summary>
        /// <param name="table">The table.</param>
        /// <param name="predicate">Not asked about deletions.</param>
        /// <param name="store">The name of the result's store; null for none.</param>
        /// <param name="materialized">How the result is stored; null for the serdes of the types.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KTable<TKey, TValue> Filter<TKey, TValue>(
            this KTable<TKey, TValue> table,
            Func<TKey, TValue, bool> predicate,
            string? store = null,
            Materialized<TKey, TValue>? materialized = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull =>
            table.Keep("filter", predicate, keep: true, store, materialized, SourcePlace.Of(file, line));

        /// <summary>Leaves out the entries for which <paramref name="predicate"/> is true; else as <c>Filter</c>.</summary>
        /// <param name="table">The table.</param>
        /// <param name="predicate">Not asked about deletions.</param>
        /// <param name="store">The name of the result's store; null for none.</param>
        /// <param name="materialized">How the result is stored; null for the serdes of the types.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KTable<TKey, TValue> FilterNot<TKey, TValue>(
            this KTable<TKey, TValue> table,
            Func<TKey, TValue, bool> predicate,
            string? store = null,
            Materialized<TKey, TValue>? materialized = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull =>
            table.Keep("filterNot", predicate, keep: false, store, materialized, SourcePlace.Of(file, line));

        private static KTable<TKey, TValue> Keep<TKey, TValue>(
            this KTable<TKey, TValue> table,
            string kind,
            Func<TKey, TValue, bool> predicate,
            bool keep,
            string? store,
            Materialized<TKey, TValue>? materialized,
            SourcePlace place)
            where TKey : notnull
        {
            ArgumentNullException.ThrowIfNull(predicate);
            var parent = table.Plan;
            parent.WantOldValues();

            // Out-of-order versions of the parent pass even as deletions of nothing: the readers of versions tell them apart.
            var knowsEmpty = parent.HasOldValues && !parent.IsVersioned;
            var changes = table.Changes.Then<TKey, Change<TValue>>(
                kind, null, place, s => new TableFilterOperator<TKey, TValue>(s, predicate, keep, passesEmpty: store is not null || !knowsEmpty));
            if (store is null)
            {
                return new KTable<TKey, TValue>(changes, new FilteredTable<TKey, TValue>(parent, predicate, keep));
            }

            var stored = materialized ?? Materialized<TKey, TValue>.Default;
            return changes.ToStore(
                "materialize",
                store,
                stored with { KeySerde = stored.KeySerde ?? parent.KeySerde, ValueSerde = stored.ValueSerde ?? parent.ValueSerde },
                place,
                mayDelete: true,
                passesEmpty: wanted => parent.IsVersioned || !(wanted || parent.HasOldValues));
        }
    }
}

namespace Millrace.Operators
{
    /// <summary>Passes a change's old and new value through a predicate.</summary>
    internal sealed class TableFilterOperator<TKey, TValue>(
        OperatorSite<TKey, Change<TValue>> site, Func<TKey, TValue, bool> predicate, bool keep, bool passesEmpty) : Operator<TKey, Change<TValue>>
    {
        public override void Process(in Record<TKey, Change<TValue>> record)
        {
            var change = record.Value;
            bool exists, existed;
            try
            {
                exists = change.Exists && predicate(record.Key, change.New!) == keep;
                existed = change.Existed && predicate(record.Key, change.Old!) == keep;
            }
            catch (Exception e)
            {
                site.Stage.Failed(record.WithValue(change.New), e);
                return;
            }

            if (exists || existed || passesEmpty)
            {
                site.Next.Process(record.WithValue(new Change<TValue>(
                    exists ? change.New : default, exists, existed ? change.Old : default, existed, change.IsLatest)));
            }
        }
    }
}
