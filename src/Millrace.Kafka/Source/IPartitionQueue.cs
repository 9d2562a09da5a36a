using Millrace.Execution;

namespace Millrace.Kafka;

/// <summary>
/// The fetched records of one partition, which its reader takes in batches. librdkafka fills it up to its limits and
/// waits then, so that a slow reader holds back only itself. Used by one thread at a time; after its partition was
/// revoked or closed it throws <see cref="ObjectDisposedException"/>.
/// </summary>
public interface IPartitionQueue
{
    /// <summary>The partition.</summary>
    TopicPartition Partition { get; }

    /// <summary>
    /// Takes up to <paramref name="max"/> records that are there, without waiting; null if there are none. The cursor
    /// reads librdkafka's own memory and must be disposed of before the client is. It is pooled: one that is disposed
    /// of before the next take makes taking free of allocations.
    /// </summary>
    /// <exception cref="OffsetOutOfRangeException">The offset is no longer, or not yet, in the log.</exception>
    /// <exception cref="AuthorizationFailedException">The right to read the topic is missing.</exception>
    /// <exception cref="TopicMissingException">The topic or partition is gone.</exception>
    RecordCursor? TryTake(int max);

    /// <summary>
    /// The offset behind everything that has been taken, transaction markers included; null before the first take.
    /// When all that was taken has been processed, this is the offset to commit, and it may be greater than the last
    /// record's plus one.
    /// </summary>
    long? Position { get; }

    /// <summary>
    /// True when the reader had taken everything up to the partition's end (under read-committed: up to the first open
    /// transaction) at the latest fetch. Only where <see cref="PartitionReaderOptions.DetectEnd"/> is on.
    /// </summary>
    bool AtEnd { get; }

    /// <summary>The partition's offsets as the latest fetch said, without asking the broker; null before it.</summary>
    Watermarks? Watermarks { get; }

    /// <summary>How many records are fetched and not yet taken, transaction markers included.</summary>
    long Buffered { get; }

    /// <summary>Says who is to be woken when records come into the empty queue; null for no one.</summary>
    void WakeWith(WakeUp? wakeUp);

    /// <summary>
    /// Goes on at another offset; returns when that is sure. What was fetched before is dropped; cursors already taken stay valid.
    /// </summary>
    void Seek(long offset);

    /// <summary>Stops fetching. What was fetched and not taken is dropped, and fetched again after <see cref="Resume"/>.</summary>
    void Pause();

    /// <summary>Fetches again.</summary>
    void Resume();
}
