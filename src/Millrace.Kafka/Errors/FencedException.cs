namespace Millrace.Kafka;

/// <summary>Another instance has taken this one's place: give the tasks up, and join the group again.</summary>
public sealed class FencedException : KafkaException
{
    /// <summary>Creates the exception.</summary>
    public FencedException(string message, int code = 0, Exception? innerException = null) : base(message, code, innerException)
    {
    }
}
