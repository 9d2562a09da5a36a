namespace Millrace.Kafka.Native;

/// <summary>Turns librdkafka's errors into exceptions.</summary>
internal static unsafe class KafkaErrors
{
    private const int TextSize = 512;

    /// <summary>The exception for a code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="what">What did not succeed, without a full stop.</param>
    /// <param name="reason">librdkafka's own words where it has better ones than the code's.</param>
    /// <param name="partition">The partition concerned.</param>
    /// <param name="cause">The exception that it was before.</param>
    public static KafkaException Create(
        int code, string what, string? reason = null, TopicPartition? partition = null, Exception? cause = null) =>
        Create(KafkaReactions.For(code), code, what, reason, partition, cause);

    /// <summary>The exception for an error object, which is destroyed; null for none.</summary>
    public static KafkaException? Take(ClientHandle client, nint error, string what, TopicPartition? partition = null)
    {
        if (error == 0)
            return null;
        try
        {
            var code = LibRdKafka.ErrorCode(error);
            var reason = LibRdKafka.ErrorStringOf(error);
            if (LibRdKafka.ErrorIsFatal(error) != 0 || code == KafkaReactions.Fatal)
                return FatalOf(client, what) ?? Create(Terminal(code), code, what, reason, partition);
            if (LibRdKafka.ErrorRequiresAbort(error) != 0)
                return Create(RequiringAbort(code), code, what, reason, partition);
            if (LibRdKafka.ErrorIsRetriable(error) != 0)
                return Create(KafkaReaction.Transient, code, what, reason, partition);
            return Create(code, what, reason, partition);
        }
        finally
        {
            LibRdKafka.ErrorDestroy(error);
        }
    }

    /// <summary>What the client died of, or null while it lives.</summary>
    public static KafkaException? FatalOf(ClientHandle client, string what)
    {
        Span<byte> text = stackalloc byte[TextSize];
        fixed (byte* buffer = text)
        {
            var code = LibRdKafka.FatalError(client, buffer, TextSize);
            return code == 0 ? null : Create(Terminal(code), code, what, LibRdKafka.TextIn(text), partition: null);
        }
    }

    private static KafkaReaction RequiringAbort(int code) => KafkaReactions.For(code) switch
    {
        KafkaReaction.Authorization => KafkaReaction.Authorization,
        KafkaReaction.TooLarge => KafkaReaction.TooLarge,
        KafkaReaction.TopicMissing => KafkaReaction.TopicMissing,
        KafkaReaction.Fenced when KafkaReactions.ConcernsGroup(code) => KafkaReaction.Fenced,
        _ => KafkaReaction.Abortable,
    };

    /// <summary>A client that has failed for good does not recover, whatever its error would mean elsewhere.</summary>
    private static KafkaReaction Terminal(int code) => KafkaReactions.For(code) switch
    {
        KafkaReaction.Transient or KafkaReaction.Abortable => KafkaReaction.Fatal,
        var other => other,
    };

    private static KafkaException Create(
        KafkaReaction reaction, int code, string what, string? reason, TopicPartition? partition, Exception? cause = null)
    {
        var name = LibRdKafka.NameOf(code);
        var text = reason is { Length: > 0 } ? reason : LibRdKafka.TextOf(code);
        var message = $"{what}: {text} ({name}).";
        return reaction switch
        {
            KafkaReaction.Transient => new BrokerUnavailableException(message, code, cause) { Partition = partition },
            KafkaReaction.Abortable => new TransactionAbortedException(message, code, cause) { Partition = partition },
            KafkaReaction.Fenced => new FencedException(message, code, cause)
            {
                Partition = partition,
                IsMembership = KafkaReactions.ConcernsGroup(code),
            },
            KafkaReaction.TopicMissing => new TopicMissingException(message, code, cause) { Partition = partition },
            KafkaReaction.Authentication => new AuthenticationFailedException(message, code, cause) { Partition = partition },
            KafkaReaction.Authorization => new AuthorizationFailedException(message, code, cause) { Partition = partition },
            KafkaReaction.OffsetOutOfRange => new OffsetOutOfRangeException(message, code, cause) { Partition = partition },
            KafkaReaction.TooLarge => new RecordTooLargeException(message, code, cause) { Partition = partition },
            _ => new KafkaFatalException(message, code, cause) { Partition = partition },
        };
    }
}
