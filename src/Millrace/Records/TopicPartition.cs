namespace Millrace;

/// <summary>A partition of a topic.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Partition">The partition's number, from 0.</param>
public readonly record struct TopicPartition(string Topic, int Partition)
{
    /// <summary>Gives <c>topic-partition</c>, as Kafka's own logs do.</summary>
    public override string ToString() => $"{Topic}-{Partition}";
}
