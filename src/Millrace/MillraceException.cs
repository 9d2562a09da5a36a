namespace Millrace;

/// <summary>The root of every exception that Millrace throws on purpose.</summary>
public class MillraceException : Exception
{
    /// <summary>Creates the exception with a sentence for people and, where there is one, its cause.</summary>
    public MillraceException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>The name of the topology class concerned, where it is known.</summary>
    public string? Topology { get; init; }

    /// <summary>The task concerned, where it is known.</summary>
    public TaskId? Task { get; init; }

    /// <summary>The partition concerned, where it is known.</summary>
    public TopicPartition? Partition { get; init; }

    /// <summary>True when the same call may succeed later without anything being changed.</summary>
    public virtual bool IsTransient => false;
}
