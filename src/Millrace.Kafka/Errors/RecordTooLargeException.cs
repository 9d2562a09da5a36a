namespace Millrace.Kafka;

/// <summary>A record is larger than the producer or the topic allows. Sending it again will not help.</summary>
public sealed class RecordTooLargeException : KafkaException
{
    /// <summary>Creates the exception.</summary>
    public RecordTooLargeException(string message, int code = 0, Exception? innerException = null) : base(message, code, innerException)
    {
    }
}
