namespace Millrace.Kafka;

/// <summary>The broker does not accept the credentials, or the connection's security does not fit.</summary>
public sealed class AuthenticationFailedException : KafkaException
{
    /// <summary>Creates the exception.</summary>
    public AuthenticationFailedException(string message, int code = 0, Exception? innerException = null) : base(message, code, innerException)
    {
    }
}
