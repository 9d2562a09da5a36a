using Millrace.Execution;

namespace Millrace.Kafka;

/// <summary>
/// Sends records to topics, in transactions or without. Used by one thread at a time: that of its task thread.
/// </summary>
/// <remarks>
/// Sending copies and returns; when the client's queue is full it waits, which is the backpressure. The first record
/// that cannot be delivered is kept and thrown by the next <see cref="Flush"/>, <see cref="Commit"/> or
/// <see cref="ThrowIfFailed"/>. An exception says by its type what to do: <see cref="TransactionAbortedException"/>:
/// <see cref="Abort"/>, go back to the committed offsets and go on; <see cref="FencedException"/>: give the tasks up;
/// <see cref="KafkaFatalException"/>: a new sink is needed.
/// </remarks>
public interface IRecordSink : IRecordCollector, IDisposable
{
    /// <summary>Whether it has a transactional id.</summary>
    bool IsTransactional { get; }

    /// <summary>How many records are sent and not yet confirmed.</summary>
    int InFlight { get; }

    /// <summary>Takes up confirmations that have come, without waiting. Call it now and then between records.</summary>
    void Poll();

    /// <summary>Waits until every record is confirmed.</summary>
    /// <exception cref="BrokerUnavailableException">Not all were within <paramref name="timeout"/>; they are still under way.</exception>
    /// <exception cref="KafkaException">A record could not be delivered.</exception>
    void Flush(TimeSpan timeout);

    /// <summary>Throws what has gone wrong with an earlier record, if anything has. It stays until <see cref="Abort"/>.</summary>
    void ThrowIfFailed();

    /// <summary>The greatest offset that was confirmed for a partition of an opened topic, or null if none was yet.</summary>
    long? DeliveredOffset(TopicPartition partition);

    /// <summary>
    /// Makes the sink the only one of its transactional id: earlier ones are fenced, their open transactions aborted.
    /// Once, before the first <see cref="Begin"/>.
    /// </summary>
    void InitTransactions(TimeSpan timeout);

    /// <summary>Begins a transaction.</summary>
    void Begin();

    /// <summary>Adds the offsets read to the transaction.</summary>
    /// <param name="offsets">For each partition the offset of the next record to process.</param>
    /// <param name="member">The membership under which they were read.</param>
    /// <param name="timeout">How long to try.</param>
    /// <exception cref="FencedException">The membership is no longer valid: the partitions belong to others.</exception>
    void SendOffsets(IReadOnlyCollection<PartitionOffset> offsets, GroupMetadata member, TimeSpan timeout);

    /// <summary>Flushes and commits.</summary>
    /// <exception cref="BrokerUnavailableException">No answer in time. Whether it was committed is not known: call it again.</exception>
    void Commit(TimeSpan timeout);

    /// <summary>Aborts the transaction and forgets what was not delivered.</summary>
    void Abort(TimeSpan timeout);
}
