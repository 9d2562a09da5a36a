namespace Millrace.Kafka;

/// <summary>A topic as it should be.</summary>
public sealed record TopicSpecification
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>How many partitions; null takes any and creates with the broker's default.</summary>
    public int? Partitions { get; init; }

    /// <summary>How many replicas; null is the broker's default.</summary>
    public short? ReplicationFactor { get; init; }

    /// <summary>Topic settings by Kafka's names, such as <c>cleanup.policy</c> and <c>retention.ms</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A topic as it is.</summary>
/// <param name="Name">The name.</param>
/// <param name="Partitions">How many partitions.</param>
/// <param name="ReplicationFactor">How many replicas the first partition has.</param>
/// <param name="Settings">Its settings, where they were asked for and the cluster tells them.</param>
public sealed record TopicDescription(string Name, int Partitions, short ReplicationFactor, IReadOnlyDictionary<string, string> Settings);

/// <summary>A cluster.</summary>
/// <param name="ClusterId">Its id, where it is known.</param>
/// <param name="Brokers">Its brokers as <c>host:port</c>.</param>
public sealed record ClusterDescription(string? ClusterId, IReadOnlyList<string> Brokers);

/// <summary>What became of a topic that was asked for.</summary>
/// <param name="Name">The name.</param>
/// <param name="State">What became of it.</param>
/// <param name="Differences">For an existing topic, what is not as specified, a sentence each.</param>
public sealed record TopicOutcome(string Name, TopicState State, IReadOnlyList<string> Differences);

/// <summary>What became of a topic that was asked for.</summary>
public enum TopicState
{
    /// <summary>It was missing and has been created, or would be in a dry run.</summary>
    Created,

    /// <summary>It was there as specified.</summary>
    Existed,

    /// <summary>It was there, but not as specified; it was left as it is.</summary>
    Differs,
}
