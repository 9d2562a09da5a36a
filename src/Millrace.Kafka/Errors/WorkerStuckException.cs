namespace Millrace.Kafka;

/// <summary>A worker could not be stopped in time: an operator does not return. The process has to end.</summary>
public sealed class WorkerStuckException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public WorkerStuckException(string message) : base(message)
    {
    }
}
