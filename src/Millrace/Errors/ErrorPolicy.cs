namespace Millrace;

/// <summary>
/// What becomes of a source's record that cannot be read, breaks a rule of its source, or makes an operator throw.
/// </summary>
public sealed record ErrorPolicy
{
    private ErrorPolicy(ErrorReaction reaction, ErrorHandling handling)
    {
        Reaction = reaction;
        Handling = handling;
    }

    /// <summary>The task fails and the worker stops: nothing is lost, nothing goes on.</summary>
    public static ErrorPolicy Fail { get; } = new(ErrorReaction.Fail, new ErrorHandling());

    /// <summary>The record is counted and left out.</summary>
    public static ErrorPolicy Skip { get; } = new(
        ErrorReaction.Skip,
        new ErrorHandling { Reading = ErrorHandlers.Continue, Processing = ErrorHandlers.Continue, Writing = ErrorHandlers.Continue });

    /// <summary>What happens.</summary>
    public ErrorReaction Reaction { get; }

    /// <summary>Where the record goes, with <see cref="ErrorReaction.DeadLetter"/>; or where its handlers send dead letters.</summary>
    public string? DeadLetterTopic => Handling.DeadLetterTopic;

    internal ErrorHandling Handling { get; }

    /// <summary>
    /// The record goes to a topic with its bytes untouched and headers that tell its origin and the error
    /// (Kafka Streams' <c>__streams.errors.*</c>, KIP-1034), and the stream goes on.
    /// </summary>
    public static ErrorPolicy DeadLetterTo(string topic)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        return new ErrorPolicy(ErrorReaction.DeadLetter, new ErrorHandling { DeadLetterTopic = topic });
    }

    /// <summary>Handlers decide.</summary>
    public static ErrorPolicy HandledBy(ErrorHandling handling)
    {
        ArgumentNullException.ThrowIfNull(handling);
        return new ErrorPolicy(ErrorReaction.Handled, handling);
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

    /// <summary>Handlers decide.</summary>
    Handled,
}
