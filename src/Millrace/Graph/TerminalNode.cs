using Millrace.Execution;
using Millrace.Operators;

namespace Millrace.Graph;

/// <summary>A node at the end of a stream that writes no topic.</summary>
internal sealed class TerminalNode<TKey, TValue>(
    string kind, string? name, SourcePlace place, Func<StreamTask, Stage, Operator<TKey, TValue>> create)
    : GraphNode(kind, name, place), IStreamConsumer<TKey, TValue>
{
    public GraphNode Node => this;

    public Operator<TKey, TValue> Create(TaskBuilder task) => create(task.Task, task.Stage(this));
}
