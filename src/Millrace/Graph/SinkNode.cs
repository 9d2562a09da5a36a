using Millrace.Execution;
using Millrace.Operators;

namespace Millrace.Graph;

/// <summary>An output topic.</summary>
internal sealed class SinkNode<TKey, TValue>(string topic, Produced<TKey, TValue>? produced, SourcePlace place)
    : GraphNode("sink", topic, place), IStreamConsumer<TKey, TValue>
{
    private readonly Produced<TKey, TValue> _produced = produced ?? Produced<TKey, TValue>.Default;
    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public GraphNode Node => this;

    public override IReadOnlyList<string> Topics => [Name];

    public override void Resolve(SerdeResolution resolution)
    {
        _keySerde = resolution.Find(_produced.KeySerde, new SerdeContext(Name, IsKey: true), SerdeUse.Write, this);
        _valueSerde = resolution.Find(_produced.ValueSerde, new SerdeContext(Name, IsKey: false), SerdeUse.Write, this);
    }

    public Operator<TKey, TValue> Create(TaskBuilder task) =>
        new SinkOperator<TKey, TValue>(task.Task, task.Stage(this), Name, _keySerde!, _valueSerde!, _produced.Partitioner);
}
