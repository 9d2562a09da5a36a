namespace Millrace.Kafka;

/// <summary>librdkafka was not found. The message names what to install.</summary>
public sealed class NativeLibraryMissingException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public NativeLibraryMissingException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
