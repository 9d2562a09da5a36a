namespace Millrace;

/// <summary>Bytes that are not a value of the expected type, or a value that cannot be written.</summary>
public class SerdeException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public SerdeException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}

/// <summary>
/// A record cannot be read yet, for example because the registry has not answered for its schema's id. The task
/// leaves the record where it is, goes on with other partitions, and tries again when <see cref="Ready"/> has completed.
/// </summary>
public sealed class SerdePendingException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public SerdePendingException(string message, Task ready) : base(message) => Ready = ready;

    /// <summary>Completes when trying again makes sense; it never fails.</summary>
    public Task Ready { get; }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
