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
    internal sealed class ProcessOperator<TKey, TValue, TOutKey, TOutValue> : Operator<TKey, TValue>, IProcessorContext<TOutKey, TOutValue>
    {
        private readonly OperatorSite<TOutKey, TOutValue> _site;
        private readonly Processor<TKey, TValue, TOutKey, TOutValue> _processor;
        private readonly StoreDefinition[] _stores;

        public ProcessOperator(
            OperatorSite<TOutKey, TOutValue> site, Processor<TKey, TValue, TOutKey, TOutValue> processor, StoreDefinition[] stores)
        {
            _site = site;
            _processor = processor;
            _stores = stores;
            site.Task.OnClose(processor.Dispose);
            processor.Init(this);
        }

        public TaskId Task => _site.Task.Id;

        public long StreamTime => _site.Task.StreamTime;

        public TimeProvider Clock => _site.Task.Environment.Clock;

        public RecordOrigin Origin => _site.Task.Origin;

        public override void Process(in Record<TKey, TValue> record)
        {
            try
            {
                _processor.Process(record);
            }
            catch (Exception e)
            {
                _site.Stage.Failed(record, e);
            }
        }

        public void Forward(in Record<TOutKey, TOutValue> record) => _site.Next.Process(record);

        public TStore Store<TStore>(StoreBuilder<TStore> store)
            where TStore : class =>
            _stores.Contains(store.Definition)
                ? (TStore)(object)_site.Task.Store(store.Definition)
                : throw new InvalidOperationException($"Processor '{_site.Stage.Name}' asks for store '{store.Name}', which was not given to it: add it to the stores of Process.");

        public IDisposable Schedule(TimeSpan interval, PunctuationType type, Action<DateTimeOffset> callback) => Schedule(
            type == PunctuationType.StreamTime ? DateTimeOffset.UnixEpoch : Clock.GetUtcNow() + interval, interval, type, callback);

        public IDisposable Schedule(DateTimeOffset start, TimeSpan interval, PunctuationType type, Action<DateTimeOffset> callback)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMilliseconds(1));
            var queue = type == PunctuationType.StreamTime ? _site.Task.Punctuations.Stream : _site.Task.Punctuations.WallClock;
            return queue.Add(start.ToUnixTimeMilliseconds(), (long)interval.TotalMilliseconds, Call);

            void Call(long at)
            {
                try
                {
                    callback(DateTimeOffset.FromUnixTimeMilliseconds(at));
                }
                catch (Exception e)
                {
                    _site.Stage.Failed(e);
                }
            }
        }

        public void CountLate() => _site.Stage.CountLate();

        public void RequestCommit() => _site.Task.RequestCommit();
    }
}
