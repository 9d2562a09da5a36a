namespace Millrace;

/// <summary>
/// A record could not be read or processed, and the policy of its source says that the task fails then. The worker
/// gives up; the record is where it was.
/// </summary>
public sealed class RecordFailedException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public RecordFailedException(RecordOrigin origin, string stage, Exception cause)
        : base($"The record at {origin.Topic}-{origin.Partition}@{origin.Offset} failed in stage '{stage}': {cause.Message}", cause)
    {
        Origin = origin;
        Stage = stage;
        Partition = new TopicPartition(origin.Topic, origin.Partition);
    }

    /// <summary>The record.</summary>
    public RecordOrigin Origin { get; }

    /// <summary>The name of the operator in which it failed; <c>source</c> while it was read.</summary>
    public string Stage { get; }
}
