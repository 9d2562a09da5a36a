namespace Millrace.Kafka;

/// <summary>A topic or partition does not exist. It must be created first; Millrace never creates one by reading or writing it.</summary>
public sealed class TopicMissingException : KafkaException
{
    /// <summary>Creates the exception.</summary>
    public TopicMissingException(string message, int code = 0, Exception? innerException = null) : base(message, code, innerException)
    {
    }
}
