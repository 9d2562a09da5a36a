using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;

namespace Millrace
{
    /// <summary>Puts operators of one's own into a stream.</summary>
    public static class ProcessExtensions
    {
        /// <summary>Gives the records to a processor, and what it forwards to what follows.</summary>
        /// <param name="stream">The stream.</param>
        /// <param name="name">The step's name in descriptions, counters and dead letters.</param>
        /// <param name="processor">Makes a processor for each task; it has to be a new one at each call.</param>
        /// <param name="stores">The stores that the processor uses.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static KStream<TOutKey, TOutValue> Process<TKey, TValue, TOutKey, TOutValue>(
            this KStream<TKey, TValue> stream,
            string name,
            Func<Processor<TKey, TValue, TOutKey, TOutValue>> processor,
            IReadOnlyList<StoreBuilder>? stores = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(processor);
            StoreDefinition[] definitions = [.. (stores ?? []).Select(s => s.Definition)];
            return stream.Then<TOutKey, TOutValue>(
                "process",
                name,
                SourcePlace.Of(file, line),
                s => new ProcessOperator<TKey, TValue, TOutKey, TOutValue>(s, processor(), definitions),
                definitions,
                changesKey: true);
        }
    }
}

namespace Millrace.Operators
{
    internal sealed class ProcessOperator<TKey, TValue, TOutKey, TOutValue> : Operator<TKey, TValue>
    {
        private readonly OperatorSite<TOutKey, TOutValue> _site;
        private readonly Processor<TKey, TValue, TOutKey, TOutValue> _processor;
        private readonly ProcessorContext<TOutKey, TOutValue> _context;

        public ProcessOperator(
            OperatorSite<TOutKey, TOutValue> site, Processor<TKey, TValue, TOutKey, TOutValue> processor, StoreDefinition[] stores)
        {
            _site = site;
            _processor = processor;
            site.Task.OnClose(processor.Dispose);
            _context = new ProcessorContext<TOutKey, TOutValue>(site, stores);
            var before = _context.Enter();
            processor.Init(_context);
            _context.Leave(before);
        }

        public override void Process(in Record<TKey, TValue> record)
        {
            var before = _context.Enter();
            try
            {
                _processor.Process(record);
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
