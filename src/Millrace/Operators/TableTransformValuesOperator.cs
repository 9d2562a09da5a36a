using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;

namespace Millrace
{
    /// <summary>Makes other values of tables' values, with state.</summary>
    public static class TableTransformValuesExtensions
    {
        /// <summary>
        /// Gives each change to a transformer, deletions among them. Without a store the result does not know old values
        /// and cannot be looked up, since what a transformer gives depends on more than the entry.
        /// </summary>
        /// <param name="table">The table.</param>
        /// <param name="name">The step's name in descriptions, counters and dead letters.</param>
        /// <param name="transformer">Makes a transformer for each task; it has to be a new one at each call.</param>
        /// <param name="stores">The stores that the transformer uses.</param>
        /// <param name="store">The name of the result's store; null for none.</param>
        /// <param name="materialized">How the result is stored; null for the serdes of the types.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KTable<TKey, TNewValue> TransformValues<TKey, TValue, TNewValue>(
            this KTable<TKey, TValue> table,
            string name,
            Func<TableTransformer<TKey, TValue, TNewValue>> transformer,
            IReadOnlyList<StoreBuilder>? stores = null,
            string? store = null,
            Materialized<TKey, TNewValue>? materialized = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
            where TKey : notnull
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(transformer);
            var place = SourcePlace.Of(file, line);
            if (default(TValue) is not null && table.Plan.MayDelete)
            {
                table.Changes.Builder.Problem(
                    place,
                    $"The table may delete entries, which a transformer of {typeof(TValue).Name} cannot be told: give it nullable values, MapValues(v => ({typeof(TValue).Name}?)v)");
            }

            StoreDefinition[] definitions = [.. (stores ?? []).Select(s => s.Definition)];
            var changes = table.Changes.Then<TKey, Change<TNewValue>>(
                "transformValues",
                name,
                place,
                s => new TableTransformValuesOperator<TKey, TValue, TNewValue>(s, transformer(), definitions),
                definitions);
            if (store is null)
            {
                return new KTable<TKey, TNewValue>(changes, new StorelessTable<TKey, TNewValue>(place));
            }

            var stored = materialized ?? Materialized<TKey, TNewValue>.Default;
            return changes.ToStore(
                "materialize", store, stored with { KeySerde = stored.KeySerde ?? table.Plan.KeySerde }, place, mayDelete: default(TNewValue) is null);
        }
    }
}

namespace Millrace.Operators
{
    internal sealed class TableTransformValuesOperator<TKey, TValue, TNewValue> : Operator<TKey, Change<TValue>>
    {
        private readonly OperatorSite<TKey, Change<TNewValue>> _site;
        private readonly TableTransformer<TKey, TValue, TNewValue> _transformer;
        private readonly ProcessorContext<TKey, Change<TNewValue>> _context;

        public TableTransformValuesOperator(
            OperatorSite<TKey, Change<TNewValue>> site, TableTransformer<TKey, TValue, TNewValue> transformer, StoreDefinition[] stores)
        {
            _site = site;
            _transformer = transformer;
            site.Task.OnClose(transformer.Dispose);
            _context = new ProcessorContext<TKey, Change<TNewValue>>(site, stores);
            var before = _context.Enter();
            transformer.Init(_context);
            _context.Leave(before);
        }

        public override void Process(in Record<TKey, Change<TValue>> record)
        {
            TNewValue value;
            var before = _context.Enter();
            try
            {
                value = _transformer.Transform(record.Key, record.Value.Exists ? record.Value.New : default);
            }
            catch (Exception e)
            {
                _site.Stage.Failed(record.WithValue(record.Value.New), e);
                return;
            }
            finally
            {
                _context.Leave(before);
            }

            _site.Next.Process(record.WithValue(Change<TNewValue>.To(value) with { IsLatest = record.Value.IsLatest }));
        }
    }
}
