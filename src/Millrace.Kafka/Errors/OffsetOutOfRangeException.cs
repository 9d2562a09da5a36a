namespace Millrace.Kafka;

/// <summary>The offset to read is no longer in the log, or not yet.</summary>
public sealed class OffsetOutOfRangeException : KafkaException
{
    /// <summary>Creates the exception.</summary>
    public OffsetOutOfRangeException(string message, int code = 0, Exception? innerException = null) : base(message, code, innerException)
    {
    }
}
