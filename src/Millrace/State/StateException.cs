namespace Millrace.State;

/// <summary>State that cannot be opened or written: torn, foreign, locked by another process, or a full disk.</summary>
public sealed class StateException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public StateException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
