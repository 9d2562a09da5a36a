namespace Millrace;

/// <summary>
/// The headers of a dead letter. The first six are Kafka Streams' (KIP-1034), so that tools for its dead letters read
/// ours; values are UTF-8 text, numbers in decimal. The letter keeps its record's own headers before them.
/// </summary>
public static class DeadLetterHeaders
{
    /// <summary>The full name of the exception's type.</summary>
    public const string Exception = "__streams.errors.exception";

    /// <summary>The exception's message.</summary>
    public const string Message = "__streams.errors.message";

    /// <summary>The exception with its stack trace.</summary>
    public const string StackTrace = "__streams.errors.stacktrace";

    /// <summary>The topic that the record came from.</summary>
    public const string Topic = "__streams.errors.topic";

    /// <summary>The partition that the record came from.</summary>
    public const string Partition = "__streams.errors.partition";

    /// <summary>The record's offset there.</summary>
    public const string Offset = "__streams.errors.offset";

    /// <summary>The record's own timestamp, milliseconds since 1970.</summary>
    public const string Timestamp = "__streams.errors.timestamp";

    /// <summary>The operator in which it failed; <c>source</c> while it was read or checked.</summary>
    public const string Stage = "__streams.errors.stage";

    /// <summary>The name of <see cref="Stage"/> for what fails before the first operator.</summary>
    public const string SourceStage = "source";
}
