using Millrace.Execution;
using Millrace.Operators;

namespace Millrace.Graph;

/// <summary>An output topic.</summary>
internal sealed class SinkNode<TKey, TValue>(TopicName topic, Produced<TKey, TValue>? produced, SourcePlace place)
    : GraphNode("sink", topic.Text, place), IStreamConsumer<TKey, TValue>
{
    private readonly Produced<TKey, TValue> _produced = produced ?? Produced<TKey, TValue>.Default;
    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public GraphNode Node => this;

    /// <summary>The topic's name; for an internal one only after <see cref="Resolve"/>.</summary>
    public string Topic { get; private set; } = topic.Text;

    public override IReadOnlyList<string> Topics => [Topic];

    public override void Resolve(SerdeResolution resolution)
    {
        Topic = topic.Of(resolution.ApplicationId);
        _keySerde = resolution.Find(_produced.KeySerde, new SerdeContext(Topic, IsKey: true), SerdeUse.Write, this);
        _valueSerde = resolution.Find(_produced.ValueSerde, new SerdeContext(Topic, IsKey: false), SerdeUse.Write, this);
    }

    public Operator<TKey, TValue> Create(TaskBuilder task) =>
        new SinkOperator<TKey, TValue>(task.Task, task.Stage(this), Topic, _keySerde!, _valueSerde!, _produced.Partitioner);
}
