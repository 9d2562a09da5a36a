namespace Millrace;

/// <summary>
/// What becomes of records that fail, by what failed. As Kafka Streams' exception handlers and its
/// <c>errors.dead.letter.queue.topic.name</c>, except for the defaults: where a dead-letter topic is set and no handler,
/// a record that fails goes there and the stream goes on; without one the task fails.
/// </summary>
public sealed record ErrorHandling
{
    /// <summary>Where dead letters go; null (the default) for nowhere.</summary>
    public string? DeadLetterTopic { get; init; }

    /// <summary>Decides when a record cannot be read; null for the default of the class.</summary>
    public ErrorHandler? Reading { get; init; }

    /// <summary>Decides when an operator throws; null for the default of the class.</summary>
    public ErrorHandler? Processing { get; init; }

    /// <summary>Decides when a result cannot be written as bytes; null for the default of the class.</summary>
    public ErrorHandler? Writing { get; init; }

    /// <summary>
    /// Leaves out of dead letters the headers that Kafka Streams does not write, <see cref="DeadLetterHeaders.Stage"/> and
    /// <see cref="DeadLetterHeaders.Timestamp"/>. False by default.
    /// </summary>
    public bool OnlyKafkaStreamsHeaders { get; init; }

    internal ErrorHandler Of(ErrorKind kind) =>
        kind switch { ErrorKind.Reading => Reading, ErrorKind.Processing => Processing, _ => Writing }
        ?? (DeadLetterTopic is null ? ErrorHandlers.Fail : ErrorHandlers.Continue);
}

/// <summary>Decides what becomes of a record that failed. Called by the task's thread.</summary>
/// <param name="context">The record and the error.</param>
public delegate ErrorResponse ErrorHandler(ErrorContext context);

/// <summary>The handlers that Kafka Streams has.</summary>
public static class ErrorHandlers
{
    /// <summary>The task fails; a dead letter goes to the dead-letter topic first where there is one.</summary>
    public static ErrorHandler Fail { get; } = static context => ErrorResponse.Fail([.. context.DeadLetters()]);

    /// <summary>The record is left out and counted; a dead letter goes to the dead-letter topic where there is one.</summary>
    public static ErrorHandler Continue { get; } = static context => ErrorResponse.Continue([.. context.DeadLetters()]);
}

/// <summary>What becomes of a record that failed.</summary>
public sealed class ErrorResponse
{
    private ErrorResponse(bool fails, IReadOnlyList<DeadLetter> letters)
    {
        Fails = fails;
        Letters = letters;
    }

    /// <summary>Whether the task fails.</summary>
    public bool Fails { get; }

    /// <summary>What is sent before that.</summary>
    public IReadOnlyList<DeadLetter> Letters { get; }

    /// <summary>The operator's work on the record ends, the record is counted as dropped, and the stream goes on.</summary>
    public static ErrorResponse Continue(params DeadLetter[] letters) => new(fails: false, letters);

    /// <summary>The task fails.</summary>
    public static ErrorResponse Fail(params DeadLetter[] letters) => new(fails: true, letters);
}
