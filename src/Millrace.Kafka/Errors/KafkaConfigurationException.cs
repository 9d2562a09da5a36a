namespace Millrace.Kafka;

/// <summary>A client setting that librdkafka does not know or whose value it refuses. The message names all of them.</summary>
public sealed class KafkaConfigurationException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public KafkaConfigurationException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
