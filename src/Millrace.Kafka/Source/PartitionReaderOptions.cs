namespace Millrace.Kafka;

/// <summary>How partitions are read outside a group.</summary>
public sealed record PartitionReaderOptions
{
    /// <summary>What is seen of transactions; the default is <see cref="IsolationLevel.ReadCommitted"/>.</summary>
    public IsolationLevel Isolation { get; init; } = IsolationLevel.ReadCommitted;

    /// <summary>Where to go on when the offset asked for is gone; the default is to fail.</summary>
    public OffsetReset Reset { get; init; } = OffsetReset.Fail;

    /// <summary>Whether <see cref="IPartitionQueue.AtEnd"/> is kept; true by default.</summary>
    public bool DetectEnd { get; init; } = true;

    /// <summary>
    /// True for reading long stretches as fast as possible: fetches of up to 8 MiB a partition and queues of 32 MiB.
    /// </summary>
    public bool Bulk { get; init; }
}
