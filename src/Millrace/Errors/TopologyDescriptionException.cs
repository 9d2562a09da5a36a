namespace Millrace;

/// <summary>A text that is no description of a topology.</summary>
public sealed class TopologyDescriptionException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public TopologyDescriptionException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
