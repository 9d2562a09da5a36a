using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;

namespace Millrace
{
    /// <summary>Puts operators of one's own that keep the key into a stream.</summary>
    public static class ProcessValuesExtensions
    {
        /// <summary>Gives the records to a processor that cannot change their keys, and what it forwards to what follows.</summary>
        /// <param name="stream">The stream.</param>
        /// <param name="name">The step's name in descriptions, counters and dead letters.</param>
        /// <param name="processor">Makes a processor for each task; it has to be a new one at each call.</param>
        /// <param name="stores">The stores that the processor uses.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KStream<TKey, TOutValue> ProcessValues<TKey, TValue, TOutValue>(
            this KStream<TKey, TValue> stream,
            string name,
            Func<FixedKeyProcessor<TKey, TValue, TOutValue>> processor,
            IReadOnlyList<StoreBuilder>? stores = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(processor);
            StoreDefinition[] definitions = [.. (stores ?? []).Select(s => s.Definition)];
            return stream.Then<TKey, TOutValue>(
                "processValues",
                name,
                SourcePlace.Of(file, line),
                s => new ProcessValuesOperator<TKey, TValue, TOutValue>(s, processor(), definitions),
                definitions);
        }
    }
}

namespace Millrace.Operators
{
    internal sealed class ProcessValuesOperator<TKey, TValue, TOutValue> : Operator<TKey, TValue>
    {
        private readonly OperatorSite<TKey, TOutValue> _site;
        private readonly FixedKeyProcessor<TKey, TValue, TOutValue> _processor;
        private readonly ProcessorContext<TKey, TOutValue> _context;

        public ProcessValuesOperator(
            OperatorSite<TKey, TOutValue> site, FixedKeyProcessor<TKey, TValue, TOutValue> processor, StoreDefinition[] stores)
        {
            _site = site;
            _processor = processor;
            site.Task.OnClose(processor.Dispose);
            _context = new ProcessorContext<TKey, TOutValue>(site, stores);
            var before = _context.Enter();
            processor.Init(_context);
            _context.Leave(before);
        }

        public override void Process(in Record<TKey, TValue> record)
        {
            var before = _context.Enter();
            try
            {
                _processor.Process(new FixedKeyRecord<TKey, TValue>(record));
            }
            catch (Exception e)
            {
                _site.Stage.Failed(record, e);
            }
            finally
            {
                _context.Leave(before);
            }
        }
    }
}
