using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;

namespace Millrace
{
    /// <summary>Makes other values of tables' values.</summary>
    public static class TableMapValuesExtensions
    {
        /// <summary>Makes a new value of each value; a null one deletes the key's entry.</summary>
        /// <param name="table">The table.</param>
        /// <param name="map">
        /// A function of its arguments alone, not called for deletions. Without a store it is called again when old
        /// values are needed and when the table is looked up.
        /// </param>
        /// <param name="store">The name of the result's store; null for none.</param>
        /// <param name="materialized">How the result is stored; null for the serdes of the types.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KTable<TKey, TNewValue> MapValues<TKey, TValue, TNewValue>(
            this KTable<TKey, TValue> table,
            Func<TValue, TNewValue> map,
            string? store = null,
            Materialized<TKey, TNewValue>? materialized = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull
        {
            ArgumentNullException.ThrowIfNull(map);
            return table.MapValues((_, value) => map(value), store, materialized, file, line);
        }

        /// <summary>Makes a new value of each key and value; a null one deletes the key's entry.</summary>
        /// <inheritdoc cref="MapValues{TKey, TValue, TNewValue}(KTable{TKey, TValue}, Func{TValue, TNewValue}, string?, Materialized{TKey, TNewValue}?, string, int)"/>
        public static KTable<TKey, TNewValue> MapValues<TKey, TValue, TNewValue>(
            this KTable<TKey, TValue> table,
            Func<TKey, TValue, TNewValue> map,
            string? store = null,
            Materialized<TKey, TNewValue>? materialized = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull
        {
            ArgumentNullException.ThrowIfNull(map);
            var place = SourcePlace.Of(file, line);
            var plan = new MappedTable<TKey, TValue, TNewValue>(table.Plan, map);
            var changes = table.Changes.Then<TKey, Change<TNewValue>>(
                "mapValues", null, place, s => new TableMapValuesOperator<TKey, TValue, TNewValue>(s, map, plan.OldValuesWanted));
            if (store is null)
            {
                return new KTable<TKey, TNewValue>(changes, plan);
            }

            var stored = materialized ?? Materialized<TKey, TNewValue>.Default;
            return changes.ToStore("materialize", store, stored with { KeySerde = stored.KeySerde ?? table.Plan.KeySerde }, place, plan.MayDelete);
        }
    }
}

namespace Millrace.Operators
{
    internal sealed class TableMapValuesOperator<TKey, TValue, TNewValue>(
        OperatorSite<TKey, Change<TNewValue>> site, Func<TKey, TValue, TNewValue> map, bool tellsOld) : Operator<TKey, Change<TValue>>
    {
        public override void Process(in Record<TKey, Change<TValue>> record)
        {
            var change = record.Value;
            var existed = tellsOld && change.Existed;
            TNewValue? value, old;
            try
            {
                value = change.Exists ? map(record.Key, change.New!) : default;
                old = existed ? map(record.Key, change.Old!) : default;
            }
            catch (Exception e)
            {
                site.Stage.Failed(record.WithValue(change.New), e);
                return;
            }

            site.Next.Process(record.WithValue(new Change<TNewValue>(
                value, change.Exists && value is not null, old, existed && old is not null, change.IsLatest)));
        }
    }
}
