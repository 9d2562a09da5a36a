using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Operators;

namespace Millrace;

/// <summary>A stream of records, each a fact of its own. What can be done with it is in the files of the operators.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type; nullable where the topic has tombstones.</typeparam>
public sealed class KStream<TKey, TValue>
{
    internal KStream(StreamsBuilder builder, StreamNode<TKey, TValue> node, SourcePlace? keyChangedAt = null)
    {
        Builder = builder;
        Node = node;
        KeyChangedAt = keyChangedAt;
    }

    internal StreamsBuilder Builder { get; }

    internal StreamNode<TKey, TValue> Node { get; }

    /// <summary>Where an operator last changed the keys, so that records may lie in another key's partition.</summary>
    internal SourcePlace? KeyChangedAt { get; }

    /// <summary>Appends an operator.</summary>
    internal KStream<TOutKey, TOutValue> Then<TOutKey, TOutValue>(
        string kind,
        string? name,
        SourcePlace place,
        Func<OperatorSite<TOutKey, TOutValue>, Operator<TKey, TValue>> create,
        IReadOnlyList<StoreDefinition>? stores = null,
        bool changesKey = false)
    {
        var node = new OperatorNode<TKey, TValue, TOutKey, TOutValue>(kind, name, place, create, stores);
        Builder.Add(node, Node);
        Node.Consumers.Add(node);
        return new KStream<TOutKey, TOutValue>(Builder, node, changesKey ? place : KeyChangedAt);
    }

    /// <summary>Ends the stream.</summary>
    internal void End(GraphNode node, IStreamConsumer<TKey, TValue> consumer)
    {
        Builder.Add(node, Node);
        Node.Consumers.Add(consumer);
    }

    /// <summary>Ends the stream with what <paramref name="create"/> makes.</summary>
    internal void End(string kind, string? name, SourcePlace place, Func<StreamTask, Stage, Operator<TKey, TValue>> create)
    {
        var node = new TerminalNode<TKey, TValue>(kind, name, place, create);
        End(node, node);
    }

    /// <summary>Writes the stream to a topic.</summary>
    /// <param name="topic">The topic; it has to be there.</param>
    /// <param name="produced">How it is written; null for the serdes of the types and Kafka's own partitioner.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void To(string topic, Produced<TKey, TValue>? produced = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        var node = new SinkNode<TKey, TValue>(TopicName.External(topic), produced, SourcePlace.Of(file, line));
        End(node, node);
    }
}
