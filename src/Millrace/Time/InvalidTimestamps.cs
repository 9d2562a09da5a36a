namespace Millrace;

/// <summary>What becomes of a record whose timestamp is negative, which says that it has none.</summary>
public enum InvalidTimestamps
{
    /// <summary>It cannot be read, and goes where such records go: Kafka Streams' <c>FailOnInvalidTimestamp</c>.</summary>
    Fail,

    /// <summary>It is left out and counted as dropped: Kafka Streams' <c>LogAndSkipOnInvalidTimestamp</c>.</summary>
    Skip,

    /// <summary>
    /// It gets the highest timestamp of its partition so far, and cannot be read while there is none: Kafka Streams'
    /// <c>UsePartitionTimeOnInvalidTimestamp</c>.
    /// </summary>
    UsePartitionTime,

    /// <summary>
    /// It is a time before 1970. Kafka Streams has none such: its windows begin at 1970, and a Kafka producer refuses
    /// such a timestamp, so it has to be another one when the record is written.
    /// </summary>
    Accept,
}
