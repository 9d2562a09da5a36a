namespace Millrace.Kafka;

/// <summary>The client cannot go on. The worker ends, or starts with a new client.</summary>
public sealed class KafkaFatalException : KafkaException
{
    /// <summary>Creates the exception.</summary>
    public KafkaFatalException(string message, int code = 0, Exception? innerException = null) : base(message, code, innerException)
    {
    }
}
