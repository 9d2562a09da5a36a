namespace Millrace.Kafka;

/// <summary>
/// Reads partitions that the caller chooses, without a group: for restore, and for commands that look at a topic.
/// Thread-safe, except that each queue is taken from by one thread at a time.
/// </summary>
public interface IPartitionReader : IDisposable
{
    /// <summary>Starts to read a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">Where to start: an offset, <see cref="PartitionStart.Beginning"/> or <see cref="PartitionStart.End"/>.</param>
    IPartitionQueue Open(TopicPartition partition, long offset);

    /// <summary>Ends reading a partition; its queue must not be used afterwards.</summary>
    void Close(TopicPartition partition);

    /// <summary>
    /// Asks the broker for the partition's first offset and its end: under read-committed the offset of the first open
    /// transaction, else behind the last record.
    /// </summary>
    /// <exception cref="KafkaException">It did not answer in time, or the partition does not exist.</exception>
    Watermarks QueryWatermarks(TopicPartition partition, TimeSpan timeout);

    /// <summary>How many partitions a topic has.</summary>
    /// <exception cref="TopicMissingException">There is no such topic.</exception>
    int PartitionCount(string topic, TimeSpan timeout);
}
