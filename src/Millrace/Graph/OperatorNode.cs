using Millrace.Execution;
using Millrace.Operators;

namespace Millrace.Graph;

/// <summary>A node between others; what it does is the operator that <paramref name="create"/> makes for each task.</summary>
internal sealed class OperatorNode<TKey, TValue, TOutKey, TOutValue>(
    string kind,
    string? name,
    SourcePlace place,
    Func<OperatorSite<TOutKey, TOutValue>, Operator<TKey, TValue>> create,
    IReadOnlyList<StoreDefinition>? stores = null)
    : StreamNode<TOutKey, TOutValue>(kind, name, place), IStreamConsumer<TKey, TValue>
{
    public GraphNode Node => this;

    public override IReadOnlyList<StoreDefinition> Stores { get; } = stores ?? [];

    public Operator<TKey, TValue> Create(TaskBuilder task) =>
        create(new OperatorSite<TOutKey, TOutValue>(task.Task, task.Stage(this), task.Downstream(this), name => task.Child(this, name), task));

    public override void Resolve(SerdeResolution resolution)
    {
        foreach (var store in Stores)
        {
            resolution.Resolve(store);
        }
    }
}

/// <summary>Where an operator stands in a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Stage">Its counters.</param>
/// <param name="Next">Everything that follows.</param>
/// <param name="Child">What follows under a name, or null.</param>
/// <param name="Builder">Makes what follows on a second way out.</param>
internal readonly record struct OperatorSite<TKey, TValue>(
    StreamTask Task, Stage Stage, Operator<TKey, TValue> Next, Func<string, Operator<TKey, TValue>?> Child, TaskBuilder Builder);
