using Millrace.Execution;
using Millrace.Operators;

namespace Millrace.Graph;

/// <summary>A node whose records go to one of those that follow.</summary>
internal sealed class SplitNode<TKey, TValue>(string? name, SourcePlace place) : StreamNode<TKey, TValue>("split", name, place), IStreamConsumer<TKey, TValue>
{
    /// <summary>For each that follows whether it takes a record; null for the one that takes the rest.</summary>
    public List<Func<TKey, TValue, bool>?> Predicates { get; } = [];

    public GraphNode Node => this;

    public Operator<TKey, TValue> Create(TaskBuilder task) =>
        new SplitOperator<TKey, TValue>(task.Stage(this), Predicates, [.. Consumers.Select(task.Make)]);
}
