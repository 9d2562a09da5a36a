using System.Runtime.CompilerServices;
using Millrace.Graph;

namespace Millrace;

/// <summary>Sends streams through topics of the application's own.</summary>
public static class RepartitionExtensions
{
    /// <summary>
    /// Writes the stream to the topic <c>application-name-repartition</c> and reads it again, so that records of one key
    /// come together in one task. Records without a key are left out before it, as Kafka Streams does; null values pass.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The middle of the topic's name.</param>
    /// <param name="repartitioned">How it is written; null for the serdes of the types and murmur2 of the key.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KStream<TKey, TValue> Repartition<TKey, TValue>(
        this KStream<TKey, TValue> stream,
        string name,
        Repartitioned<TKey, TValue>? repartitioned = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return stream.ThroughRepartition(name, repartitioned ?? Repartitioned<TKey, TValue>.Default, SourcePlace.Of(file, line), shared: false);
    }

    internal static KStream<TKey, TValue> ThroughRepartition<TKey, TValue>(
        this KStream<TKey, TValue> stream, string name, Repartitioned<TKey, TValue> repartitioned, SourcePlace place, bool shared)
    {
        var builder = stream.Builder;
        if (shared && builder.Optimization.HasFlag(TopologyOptimization.MergeRepartitionTopics) && stream.Node.RepartitionedAs is { } known)
        {
            return new KStream<TKey, TValue>(builder, known);
        }

        var topic = TopicName.Repartition(name);
        var produced = new Produced<TKey, TValue>
        {
            KeySerde = repartitioned.KeySerde,
            ValueSerde = repartitioned.ValueSerde,
            Partitioner = repartitioned.Partitioner,
        };
        var consumed = new Consumed<TKey, TValue> { KeySerde = repartitioned.KeySerde, ValueSerde = repartitioned.ValueSerde, Errors = StreamsBuilder.ErrorsOf(stream.Node), InvalidTimestamps = InvalidTimestamps.Fail };
        var keyed = stream.Filter(static (key, _) => key is not null, $"{name}-repartition-filter", place.File, place.Line);
        var sink = new SinkNode<TKey, TValue>(topic, produced, place);
        keyed.End(sink, sink);
        var source = new SourceNode<TKey, TValue>(topic, consumed, place);
        builder.Add(source);
        builder.AddRepartition(name, new RepartitionTopic(source, sink, repartitioned.Partitions), place);
        if (shared)
        {
            stream.Node.RepartitionedAs = source;
        }

        return new KStream<TKey, TValue>(builder, source);
    }
}
