namespace Millrace.Kafka.Native;

/// <summary>What a librdkafka error asks of the runtime.</summary>
internal enum KafkaReaction
{
    /// <summary>It passes: the client tries again by itself, and so may the caller.</summary>
    Transient,

    /// <summary>Abort the transaction and go on.</summary>
    Abortable,

    /// <summary>Another instance has taken this one's place.</summary>
    Fenced,

    /// <summary>The topic or partition does not exist.</summary>
    TopicMissing,

    /// <summary>The credentials or the connection's security are refused.</summary>
    Authentication,

    /// <summary>A right is missing.</summary>
    Authorization,

    /// <summary>The offset is not in the log.</summary>
    OffsetOutOfRange,

    /// <summary>The record is too large.</summary>
    TooLarge,

    /// <summary>The client cannot go on.</summary>
    Fatal,
}
