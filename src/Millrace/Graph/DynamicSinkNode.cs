using Millrace.Execution;
using Millrace.Operators;

namespace Millrace.Graph;

/// <summary>Output topics of which each record chooses one.</summary>
internal sealed class DynamicSinkNode<TKey, TValue>(
    TopicChooser<TKey, TValue> choose, IReadOnlyList<string> topics, Produced<TKey, TValue>? produced, string? name, SourcePlace place)
    : GraphNode("dynamicSink", name, place), IStreamConsumer<TKey, TValue>
{
    private readonly Produced<TKey, TValue> _produced = produced ?? Produced<TKey, TValue>.Default;
    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public GraphNode Node => this;

    public override IReadOnlyList<string> Topics { get; } = topics;

    public override void Resolve(SerdeResolution resolution)
    {
        // One serde serves all topics; it is prepared for each that is known.
        foreach (var topic in Topics.DefaultIfEmpty(""))
        {
            _keySerde = resolution.Find(_produced.KeySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Write, this);
            _valueSerde = resolution.Find(_produced.ValueSerde, new SerdeContext(topic, IsKey: false), SerdeUse.Write, this);
        }
    }

    public Operator<TKey, TValue> Create(TaskBuilder task)
    {
        var stage = task.Stage(this);
        return new DynamicSinkOperator<TKey, TValue>(
            task.Task, stage, choose, topic => new SinkOperator<TKey, TValue>(task.Task, stage, topic, _keySerde!, _valueSerde!, _produced.Partitioner));
    }
}
