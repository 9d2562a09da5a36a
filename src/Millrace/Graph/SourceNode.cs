using Millrace.Execution;

namespace Millrace.Graph;

/// <summary>What a task knows of an input topic before it knows its types.</summary>
internal interface ISourceNode
{
    string Topic { get; }

    ErrorPolicy Errors { get; }

    TaskSource CreateSource(TaskBuilder task);
}

/// <summary>An input topic.</summary>
internal sealed class SourceNode<TKey, TValue>(string topic, Consumed<TKey, TValue>? consumed, SourcePlace place)
    : StreamNode<TKey, TValue>("source", topic, place), ISourceNode
{
    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public string Topic { get; } = topic;

    public Consumed<TKey, TValue>? Given { get; } = consumed;

    public Consumed<TKey, TValue> Consumed { get; } = consumed ?? Consumed<TKey, TValue>.Default;

    public ErrorPolicy Errors => Consumed.Errors;

    public override bool IsSource => true;

    public override IReadOnlyList<string> Topics => [Topic];

    public override void Resolve(SerdeResolution resolution)
    {
        _keySerde = resolution.Find(Consumed.KeySerde, new SerdeContext(Topic, IsKey: true), SerdeUse.Read, this);
        _valueSerde = resolution.Find(Consumed.ValueSerde, new SerdeContext(Topic, IsKey: false), SerdeUse.Read, this);
    }

    public TaskSource CreateSource(TaskBuilder task) =>
        new TaskSource<TKey, TValue>(task.Task, Topic, Consumed, _keySerde!, _valueSerde!, task.Downstream(this));
}
