using Millrace.State;

namespace Millrace.Kafka.Tests.Runtime.Support;

/// <summary>A topology with state: how often each key has come so far, sent on with every record.</summary>
internal static class Counting
{
    public static TopologyGraph Graph(string application, string input, string output, string? deadLetters = null) =>
        Inline.Graph(application, streams => Define(streams, input, output, deadLetters));

    public static void Define(StreamsBuilder streams, string input, string output, string? deadLetters)
    {
        var counts = Stores.KeyValue<string, long>("counts");
        var consumed = new Consumed<string, string>
        {
            Validate = static (_, value) => value.StartsWith("bad", StringComparison.Ordinal) ? "a value does not start with bad" : null,
            Errors = deadLetters is null ? ErrorPolicy.Fail : ErrorPolicy.DeadLetterTo(deadLetters),
        };
        streams.Stream(input, consumed).Process("count", () => new Counter(counts), [counts]).To(output);
    }

    private sealed class Counter(KeyValueStoreBuilder<string, long> builder) : Processor<string, string, string, long>
    {
        private IKeyValueStore<string, long>? _counts;

        public override void Init(IProcessorContext<string, long> context)
        {
            base.Init(context);
            _counts = context.Store(builder);
        }

        public override void Process(in Record<string, string> record)
        {
            _counts!.TryGet(record.Key, out var count);
            _counts.Put(record.Key, ++count);
            Context.Forward(record.WithValue(count));
        }
    }
}
