using Millrace.Execution;
using Millrace.Operators;

namespace Millrace.Graph;

/// <summary>A node that gives records to others.</summary>
internal abstract class StreamNode<TKey, TValue>(string kind, string? name, SourcePlace place) : GraphNode(kind, name, place)
{
    public List<IStreamConsumer<TKey, TValue>> Consumers { get; } = [];

    /// <summary>The source of the repartition topic that a grouping has made of it, for others to share.</summary>
    public StreamNode<TKey, TValue>? RepartitionedAs { get; set; }
}

/// <summary>A node that takes records of these types.</summary>
internal interface IStreamConsumer<TKey, TValue>
{
    GraphNode Node { get; }

    Operator<TKey, TValue> Create(TaskBuilder task);
}
