using Millrace.Execution;

namespace Millrace.Graph;

/// <summary>What a task knows of an input topic before it knows its types.</summary>
internal interface ISourceNode
{
    string Topic { get; }

    /// <summary>What its author said about failures; null for what holds for the application.</summary>
    ErrorPolicy? Errors { get; }

    /// <summary>Where dead letters go; known once the graph has been built.</summary>
    string? DeadLetterTopic { get; }

    TaskSource CreateSource(TaskBuilder task);
}

/// <summary>An input topic.</summary>
internal class SourceNode<TKey, TValue>(TopicName topic, Consumed<TKey, TValue>? consumed, SourcePlace place)
    : StreamNode<TKey, TValue>("source", topic.Text, place), ISourceNode
{
    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;
    private SourceRules? _rules;

    /// <summary>The topic's name; for an internal one only after <see cref="Resolve"/>.</summary>
    public string Topic { get; private set; } = topic.Text;

    public Consumed<TKey, TValue> Consumed { get; } = consumed ?? Consumed<TKey, TValue>.Default;

    public ErrorPolicy? Errors => Consumed.Errors;

    public string? DeadLetterTopic => _rules?.Errors.DeadLetterTopic;

    public override bool IsSource => true;

    public override IReadOnlyList<string> Topics => [Topic];

    public override void Resolve(SerdeResolution resolution)
    {
        Topic = topic.Of(resolution.ApplicationId);
        _rules = new SourceRules(
            Consumed.Errors?.Handling ?? resolution.Defaults.Errors,
            Consumed.InvalidTimestamps ?? (Consumed.Timestamp is null ? resolution.Defaults.InvalidTimestamps : InvalidTimestamps.Skip),
            topic.IsInternal ? null : Consumed.Future ?? resolution.Defaults.Future);
        if (_rules.Future is { } future)
        {
            Facts = [new StoreFact("future timestamps", future.ToString())];
            if (future.Reaction == FutureReaction.DeadLetter && DeadLetterTopic is null)
            {
                resolution.Problems.Add(new TopologyProblem(
                    Place, $"Records of '{Topic}' with timestamps from the future are to be dead letters, and there is no topic for them: name one, Errors = ErrorPolicy.DeadLetterTo(...)"));
            }
        }

        _keySerde = resolution.Find(Consumed.KeySerde, new SerdeContext(Topic, IsKey: true), SerdeUse.Read, this);
        _valueSerde = FindValueSerde(resolution, new SerdeContext(Topic, IsKey: false));
    }

    public TaskSource CreateSource(TaskBuilder task) =>
        new TaskSource<TKey, TValue>(task.Task, Topic, Consumed, _rules!, _keySerde!, _valueSerde!, task.Downstream(this));

    protected virtual Serde<TValue>? FindValueSerde(SerdeResolution resolution, SerdeContext context) =>
        resolution.Find(Consumed.ValueSerde, context, SerdeUse.Read, this);
}
