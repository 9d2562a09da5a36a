namespace Millrace.Kafka;

/// <summary>How records are sent.</summary>
public sealed record RecordSinkOptions
{
    /// <summary>The transactional id, or null for sending without transactions (idempotent all the same).</summary>
    public string? TransactionalId { get; init; }

    /// <summary>After how long the broker aborts an open transaction by itself; 60 s by default.</summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a record waits for others to go with it; 5 ms by default.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>After how long an undelivered record is given up; 2 minutes by default.</summary>
    public TimeSpan DeliveryTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long opening a topic waits for the cluster; 10 s by default.</summary>
    public TimeSpan MetadataTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
