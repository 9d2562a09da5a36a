namespace Millrace.Kafka;

/// <summary>The transaction cannot be committed: abort it, go back to the committed offsets and go on.</summary>
public sealed class TransactionAbortedException : KafkaException
{
    /// <summary>Creates the exception.</summary>
    public TransactionAbortedException(string message, int code = 0, Exception? innerException = null) : base(message, code, innerException)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
