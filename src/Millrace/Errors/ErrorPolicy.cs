namespace Millrace;

/// <summary>
/// What becomes of a record that cannot be read, breaks a rule of its source, or makes an operator throw.
/// </summary>
public sealed record ErrorPolicy
{
    private ErrorPolicy(ErrorReaction reaction, string? deadLetterTopic)
    {
        Reaction = reaction;
        DeadLetterTopic = deadLetterTopic;
    }

    /// <summary>The task fails and the worker stops: nothing is lost, nothing goes on. The default.</summary>
    public static ErrorPolicy Fail { get; } = new(ErrorReaction.Fail, null);

    /// <summary>The record is counted and left out.</summary>
    public static ErrorPolicy Skip { get; } = new(ErrorReaction.Skip, null);

    /// <summary>What happens.</summary>
    public ErrorReaction Reaction { get; }

    /// <summary>Where the record goes, with <see cref="ErrorReaction.DeadLetter"/>.</summary>
    public string? DeadLetterTopic { get; }

    /// <summary>
    /// The record goes to a topic with its bytes untouched and headers that tell its origin and the error
    /// (Kafka Streams' <c>__streams.errors.*</c>, KIP-1034), and the stream goes on.
    /// </summary>
    public static ErrorPolicy DeadLetterTo(string topic)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        return new ErrorPolicy(ErrorReaction.DeadLetter, topic);
    }
}

/// <summary>The kinds of <see cref="ErrorPolicy"/>.</summary>
public enum ErrorReaction
{
    /// <summary>The task fails.</summary>
    Fail,

    /// <summary>The record is counted and left out.</summary>
    Skip,

    /// <summary>The record goes to a dead-letter topic.</summary>
    DeadLetter,
}
