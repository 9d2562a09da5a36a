using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;

namespace Millrace
{
    /// <summary>Writes streams to topics that each record chooses.</summary>
    public static class DynamicSinkExtensions
    {
        /// <summary>Writes each record to the topic that is chosen for it.</summary>
        /// <param name="stream">The stream.</param>
        /// <param name="choose">Gives the topic; it has to be there.</param>
        /// <param name="topics">
        /// The topics that may be chosen, so that they are described, created or checked with the others, and serdes are
        /// prepared for them. Null (the default) where nobody knows; serdes that need a registry then cannot be used.
        /// </param>
        /// <param name="produced">How they are written; null for the serdes of the types and Kafka's own partitioner.</param>
        /// <param name="name">The step's name in descriptions, counters and dead letters.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public static void To<TKey, TValue>(
            this KStream<TKey, TValue> stream,
            TopicChooser<TKey, TValue> choose,
            IReadOnlyList<string>? topics = null,
            Produced<TKey, TValue>? produced = null,
            string? name = null,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
        {
            ArgumentNullException.ThrowIfNull(choose);
            var node = new DynamicSinkNode<TKey, TValue>(choose, topics ?? [], produced, name, SourcePlace.Of(file, line));
            stream.End(node, node);
        }
    }

    /// <summary>Gives the topic to which a record is written.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="origin">Where the record that is being processed came from.</param>
    public delegate string TopicChooser<in TKey, in TValue>(TKey key, TValue value, RecordOrigin origin);
}

namespace Millrace.Operators
{
    internal sealed class DynamicSinkOperator<TKey, TValue>(
        StreamTask task, Stage stage, TopicChooser<TKey, TValue> choose, Func<string, SinkOperator<TKey, TValue>> open) : Operator<TKey, TValue>
    {
        private readonly Dictionary<string, SinkOperator<TKey, TValue>> _sinks = new(StringComparer.Ordinal);

        public override void Process(in Record<TKey, TValue> record)
        {
            SinkOperator<TKey, TValue> sink;
            try
            {
                sink = Sink(choose(record.Key, record.Value, task.Origin));
            }
            catch (Exception e)
            {
                stage.Failed(record, e);
                return;
            }

            sink.Process(record);
        }

        private SinkOperator<TKey, TValue> Sink(string topic)
        {
            if (!_sinks.TryGetValue(topic, out var sink))
            {
                _sinks[topic] = sink = open(topic);
            }

            return sink;
        }
    }
}
