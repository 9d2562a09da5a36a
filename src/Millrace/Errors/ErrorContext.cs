namespace Millrace;

/// <summary>A record that failed, for whoever decides what becomes of it. Valid during the call.</summary>
public sealed class ErrorContext
{
    private readonly ErrorHandling _handling;

    internal ErrorContext(ErrorHandling handling) => _handling = handling;

    /// <summary>What failed.</summary>
    public required ErrorKind Kind { get; init; }

    /// <summary>The name of the operator in which it failed; <c>source</c> while it was read.</summary>
    public required string Stage { get; init; }

    /// <summary>What was thrown.</summary>
    public required Exception Exception { get; init; }

    /// <summary>The task.</summary>
    public required TaskId Task { get; init; }

    /// <summary>
    /// The record that the task is processing; null in a punctuation, and for results that go downstream with a commit.
    /// </summary>
    public required RecordOrigin? Origin { get; init; }

    /// <summary>The key as the operator had it; null where none was read.</summary>
    public object? Key { get; init; }

    /// <summary>The value as the operator had it; null where none was read.</summary>
    public object? Value { get; init; }

    /// <summary>The timestamp as the operator had it, milliseconds since 1970.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The bytes of the key that was read from <see cref="Origin"/>, or null.</summary>
    public byte[]? SourceKey { get; init; }

    /// <summary>The bytes of the value that was read from <see cref="Origin"/>, or null.</summary>
    public byte[]? SourceValue { get; init; }

    /// <summary>The timestamp of the record at <see cref="Origin"/>; in a punctuation its time.</summary>
    public required long SourceTimestamp { get; init; }

    /// <summary>The headers of the record at <see cref="Origin"/>, or null.</summary>
    public Headers? SourceHeaders { get; init; }

    /// <summary>The dead letter that goes to the topic of <see cref="ErrorHandling.DeadLetterTopic"/>; none where there is no topic.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters() => _handling.DeadLetterTopic is { } topic ? [ToDeadLetter(topic)] : [];

    /// <summary>A dead letter with the bytes that were read, and headers that tell the origin and the error; see <see cref="DeadLetterHeaders"/>.</summary>
    public DeadLetter ToDeadLetter(string topic)
    {
        var headers = (SourceHeaders?.Copy() ?? [])
            .Add(DeadLetterHeaders.Exception, Exception.GetType().FullName)
            .Add(DeadLetterHeaders.Message, Exception.Message)
            .Add(DeadLetterHeaders.StackTrace, Exception.ToString())
            .Add(DeadLetterHeaders.Topic, Origin?.Topic)
            .Add(DeadLetterHeaders.Partition, (Origin?.Partition ?? -1).ToString())
            .Add(DeadLetterHeaders.Offset, (Origin?.Offset ?? -1).ToString());
        if (!_handling.OnlyKafkaStreamsHeaders)
        {
            headers.Add(DeadLetterHeaders.Timestamp, SourceTimestamp.ToString()).Add(DeadLetterHeaders.Stage, Stage);
        }

        return new DeadLetter(topic, SourceKey, SourceValue, SourceTimestamp, headers);
    }
}

/// <summary>What failed.</summary>
public enum ErrorKind
{
    /// <summary>Reading: the bytes are not of the type, a rule of the source is broken, or no timestamp could be found.</summary>
    Reading,

    /// <summary>An operator threw.</summary>
    Processing,

    /// <summary>A result could not be made into bytes, or no partition could be chosen for it.</summary>
    Writing,
}

/// <summary>A record that is sent in place of one that failed.</summary>
/// <param name="Topic">Where it goes.</param>
/// <param name="Key">The key, or null.</param>
/// <param name="Value">The value, or null.</param>
/// <param name="Timestamp">Milliseconds since 1970, or null for the time of sending.</param>
/// <param name="Headers">The headers, or null.</param>
public sealed record DeadLetter(string Topic, byte[]? Key, byte[]? Value, long? Timestamp, Headers? Headers = null);
