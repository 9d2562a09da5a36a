namespace Millrace.Graph;

/// <summary>A topic's name as a node knows it: an internal topic's begins with the application's id, which comes later.</summary>
internal readonly record struct TopicName(string Text, bool IsInternal)
{
    public static TopicName External(string name) => new(name, IsInternal: false);

    /// <summary>The topic between an operator that changed the keys and one that needs them together; named as in Kafka Streams.</summary>
    public static TopicName Repartition(string name) => new($"{name}-repartition", IsInternal: true);

    public string Of(string applicationId) => IsInternal ? $"{applicationId}-{Text}" : Text;
}
