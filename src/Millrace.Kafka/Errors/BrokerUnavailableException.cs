namespace Millrace.Kafka;

/// <summary>No broker answered in time. The client goes on trying; so may the caller.</summary>
public sealed class BrokerUnavailableException : KafkaException
{
    /// <summary>Creates the exception.</summary>
    public BrokerUnavailableException(string message, int code = 0, Exception? innerException = null) : base(message, code, innerException)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
