namespace Millrace.Kafka;

/// <summary>Where reading a partition begins.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The first offset to read, <see cref="Beginning"/>, <see cref="End"/>, or null for the group's committed offset.</param>
/// <param name="Paused">True to fetch nothing until <see cref="IPartitionQueue.Resume"/>.</param>
public readonly record struct PartitionStart(TopicPartition Partition, long? Offset = null, bool Paused = false)
{
    /// <summary>The oldest record that there is.</summary>
    public const long Beginning = -2;

    /// <summary>Behind the newest record.</summary>
    public const long End = -1;
}

/// <summary>An offset of a partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset.</param>
public readonly record struct PartitionOffset(TopicPartition Partition, long Offset);

/// <summary>The first offset of a partition and the one behind its last record.</summary>
/// <param name="Low">The first offset.</param>
/// <param name="High">The offset that the next record will have.</param>
public readonly record struct Watermarks(long Low, long High);
