using Millrace.Graph;
using Millrace.Operators;

namespace Millrace.Execution;

/// <summary>Makes the operators of one task from the graph's nodes; a node with two parents becomes one operator.</summary>
internal sealed class TaskBuilder(StreamTask task)
{
    private readonly Dictionary<GraphNode, object> _operators = new(ReferenceEqualityComparer.Instance);
    private readonly List<Stage> _stages = [];

    public StreamTask Task { get; } = task;

    public IReadOnlyList<Stage> Stages => _stages;

    public Stage Stage(GraphNode node)
    {
        var stage = new Stage(Task, node.Name);
        _stages.Add(stage);
        return stage;
    }

    public Operator<TKey, TValue> Downstream<TKey, TValue>(StreamNode<TKey, TValue> node) => node.Consumers.Count switch
    {
        0 => new NoOperator<TKey, TValue>(),
        1 => Make(node.Consumers[0]),
        _ => new FanOutOperator<TKey, TValue>([.. node.Consumers.Select(Make)]),
    };

    /// <summary>The operator of that name which follows a node, or null.</summary>
    public Operator<TKey, TValue>? Child<TKey, TValue>(StreamNode<TKey, TValue> node, string name) =>
        node.Consumers.Find(c => c.Node.Name == name) is { } consumer ? Make(consumer) : null;

    public Operator<TKey, TValue> Make<TKey, TValue>(IStreamConsumer<TKey, TValue> consumer)
    {
        if (_operators.TryGetValue(consumer.Node, out var known))
        {
            return (Operator<TKey, TValue>)known;
        }

        var made = consumer.Create(this);
        if (Task.Environment.Wrapper is { } wrapper && _stages.Find(s => s.Name == consumer.Node.Name) is { } stage)
        {
            made = wrapper.Wrap(stage.Name, stage, made);
        }

        _operators.Add(consumer.Node, made);
        return made;
    }
}
