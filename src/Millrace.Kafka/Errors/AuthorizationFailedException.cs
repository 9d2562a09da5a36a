namespace Millrace.Kafka;

/// <summary>The credentials are good, but the right to a topic, group or transactional id is missing.</summary>
public sealed class AuthorizationFailedException : KafkaException
{
    /// <summary>Creates the exception.</summary>
    public AuthorizationFailedException(string message, int code = 0, Exception? innerException = null) : base(message, code, innerException)
    {
    }
}
