namespace Millrace;

/// <summary>What a topic of a topology has to be like.</summary>
/// <param name="Name">The topic's name.</param>
public sealed record TopicSpec(string Name)
{
    /// <summary>How many partitions; null (the default) for as many as whoever creates it chooses for all topics.</summary>
    public int? Partitions { get; init; }

    /// <summary>What happens to old records.</summary>
    public CleanupPolicy Cleanup { get; init; } = CleanupPolicy.Delete;

    /// <summary>How long records are kept under <see cref="CleanupPolicy.Delete"/>; null for the broker's default.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>Further settings of the topic by their Kafka names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What it is to the topology.</summary>
    public TopicRole Role { get; init; } = TopicRole.Output;

    /// <summary>Whether only the application itself uses it, which then also creates it.</summary>
    public bool IsInternal => Role is TopicRole.Changelog or TopicRole.Repartition;

    /// <summary>Gives all settings by their Kafka names: the policy, the retention and <see cref="Settings"/>.</summary>
    public IReadOnlyDictionary<string, string> ToKafkaSettings()
    {
        var all = new Dictionary<string, string>(Settings, StringComparer.Ordinal)
        {
            ["cleanup.policy"] = Cleanup switch
            {
                CleanupPolicy.Compact => "compact",
                CleanupPolicy.CompactAndDelete => "compact,delete",
                _ => "delete",
            },
        };
        if (Retention is { } retention)
        {
            all["retention.ms"] = retention == Timeout.InfiniteTimeSpan ? "-1" : ((long)retention.TotalMilliseconds).ToString();
        }

        return all;
    }
}

/// <summary>Kafka's <c>cleanup.policy</c>.</summary>
public enum CleanupPolicy
{
    /// <summary>Records are deleted after the retention.</summary>
    Delete,

    /// <summary>The last record of each key is kept for ever.</summary>
    Compact,

    /// <summary>Both.</summary>
    CompactAndDelete,
}

/// <summary>What a topic is to a topology.</summary>
public enum TopicRole
{
    /// <summary>It is read; others write it.</summary>
    Input,

    /// <summary>It is written for others.</summary>
    Output,

    /// <summary>It takes the records that could not be read or processed.</summary>
    DeadLetter,

    /// <summary>It is a store's log; only the application itself uses it.</summary>
    Changelog,

    /// <summary>Records pass it to come together by a new key; only the application itself uses it.</summary>
    Repartition,
}
