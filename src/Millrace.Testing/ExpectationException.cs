namespace Millrace.Testing;

/// <summary>What came out of a topology is not what a test expected. The message shows the difference record by record.</summary>
public sealed class ExpectationException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ExpectationException(string message) : base(message)
    {
    }
}
