namespace Millrace.Kafka;

/// <summary>A serializer waits for something outside, such as its schema registry. At start the worker waits with it.</summary>
public sealed class SerializerUnavailableException : MillraceException
{
    internal SerializerUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
