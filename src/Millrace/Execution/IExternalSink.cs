namespace Millrace;

/// <summary>
/// The end of a stream outside of Kafka, such as files. One instance serves one task, that is one partition of the
/// input. Results are exactly-once if what <see cref="BeforeCommit"/> makes durable is a function of the input's
/// offsets alone and the sink ignores the offsets that it already has: after a crash between the two commits the
/// same records come again.
/// </summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public interface IExternalSink<TKey, TValue> : IDisposable
{
    /// <summary>Called once, before the first record.</summary>
    /// <param name="input">The input partition that the task reads.</param>
    /// <param name="requestCommit">Asks for a commit before the interval is over; from the task's thread only.</param>
    void Open(TopicPartition input, Action requestCommit);

    /// <summary>Takes a record.</summary>
    void Write(in Record<TKey, TValue> record, in RecordOrigin origin);

    /// <summary>Tells that a record of the input could not be read or was not valid.</summary>
    void Refused(in RecordOrigin origin, string reason);

    /// <summary>Everything before <paramref name="endOffset"/> of the input has been seen: make it durable.</summary>
    void BeforeCommit(long endOffset);

    /// <summary>The task has committed.</summary>
    void AfterCommit();

    /// <summary>The commit failed: forget what has come since the last one; it will come again.</summary>
    void Rollback();
}
