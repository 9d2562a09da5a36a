namespace Millrace.Kafka;

/// <summary>Something that Kafka or the way to it refused. Its leaves say what to do.</summary>
public abstract class KafkaException : MillraceException
{
    private protected KafkaException(string message, int code, Exception? innerException = null) : base(message, innerException) => Code = code;

    /// <summary>librdkafka's error code: negative for the client's own, positive for the broker's, 0 if there is none.</summary>
    public int Code { get; }
}
