using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;

namespace Millrace
{
    /// <summary>Makes tables of streams.</summary>
    public static class ToTableExtensions
    {
        /// <summary>
        /// Takes each record as the newest value of its key; a null value deletes the key. Records without a key are
        /// dropped and counted; after an operator that changed the key they pass a repartition topic, before which
        /// those without a key are left out.
        /// </summary>
        /// <param name="stream">The stream.</param>
        /// <param name="name">The store's name, and the repartition topic's if one is needed.</param>
        /// <param name="materialized">How the table is stored; null for the serdes of the types.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KTable<TKey, TValue> ToTable<TKey, TValue>(
            this KStream<TKey, TValue> stream,
            string name,
            Materialized<TKey, TValue>? materialized = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            var place = SourcePlace.Of(file, line);
            var stored = materialized ?? Materialized<TKey, TValue>.Default;
            var keyed = stream.KeyChangedAt is null
                ? stream
                : stream.ThroughRepartition(name, new Repartitioned<TKey, TValue> { KeySerde = stored.KeySerde, ValueSerde = stored.ValueSerde }, place, shared: true);
            return keyed
                .Then<TKey, Change<TValue>>("toChange", null, place, s => new ToChangeOperator<TKey, TValue>(s.Next))
                .ToStoredTable("toTable", name, stored, place);
        }

        /// <summary>Keeps the changes in a store, if it has a name.</summary>
        internal static KTable<TKey, TValue> ToStoredTable<TKey, TValue>(
            this KStream<TKey, Change<TValue>> changes,
            string kind,
            string? store,
            Materialized<TKey, TValue> materialized,
            SourcePlace place,
            string? sourceTopic = null)
            where TKey : notnull =>
            store is null
                ? new KTable<TKey, TValue>(
                    changes.Then<TKey, Change<TValue>>(kind, null, place, s => new StorelessTableOperator<TKey, TValue>(s)),
                    new StorelessTable<TKey, TValue>(place))
                : changes.ToStore(kind, store, materialized, place, mayDelete: true, sourceTopic: sourceTopic);

        /// <summary>Keeps the changes in a store.</summary>
        /// <param name="changes">The changes.</param>
        /// <param name="kind">The operator's kind.</param>
        /// <param name="store">The store's name.</param>
        /// <param name="materialized">How the table is stored.</param>
        /// <param name="place">Where the author named the store.</param>
        /// <param name="mayDelete">Whether the changes can be deletions.</param>
        /// <param name="sourceTopic">The topic that the store is restored from; null for a changelog of its own.</param>
        /// <param name="passesEmpty">
        /// Whether the deletion of what was not there goes downstream; it is asked when a task starts, with whether any
        /// reader uses the old values. Null: always.
        /// </param>
        internal static KTable<TKey, TValue> ToStore<TKey, TValue>(
            this KStream<TKey, Change<TValue>> changes,
            string kind,
            string store,
            Materialized<TKey, TValue> materialized,
            SourcePlace place,
            bool mayDelete,
            string? sourceTopic = null,
            Func<bool, bool>? passesEmpty = null)
            where TKey : notnull
        {
            if (materialized.History is { } history)
            {
                var versions = new VersionedStoreDefinition<TKey, TValue>(store, materialized.KeySerde, materialized.ValueSerde, history, null, place);
                return new KTable<TKey, TValue>(
                    changes.Then<TKey, Change<TValue>>(
                        kind, store, place, s => new VersionedTableOperator<TKey, TValue>(s, (VersionedStore<TKey, TValue>)s.Task.Store(versions)), [versions]),
                    new VersionedTable<TKey, TValue>(versions));
            }

            var definition = new KeyValueStoreDefinition<TKey, TValue>(store, materialized.KeySerde, materialized.ValueSerde, timestamped: true, place) { SourceTopic = sourceTopic };
            var plan = new StoredTable<TKey, TValue>(definition, mayDelete);
            return new KTable<TKey, TValue>(changes.Then<TKey, Change<TValue>>(kind, store, place, Create, [definition]), plan);

            Operator<TKey, Change<TValue>> Create(OperatorSite<TKey, Change<TValue>> site)
            {
                var entries = (KeyValueStore<TKey, TValue>)site.Task.Store(definition);
                return new TableUpdateOperator<TKey, TValue>(
                    site,
                    entries,
                    new TableForwarder<TKey, TValue>(entries, site.Task.EmitsOnUpdate(materialized.Emit), site.Next),
                    passesEmpty?.Invoke(plan.OldValuesWanted) ?? true);
            }
        }
    }
}

namespace Millrace.Operators
{
    internal sealed class ToChangeOperator<TKey, TValue>(Operator<TKey, Change<TValue>> next) : Operator<TKey, TValue>
    {
        public override void Process(in Record<TKey, TValue> record) => next.Process(record.WithValue(Change<TValue>.To(record.Value)));
    }
}
