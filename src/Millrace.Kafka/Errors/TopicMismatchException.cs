namespace Millrace.Kafka;

/// <summary>Topics exist but do not fit the topologies or each other. All problems are told at once.</summary>
public sealed class TopicMismatchException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public TopicMismatchException(IReadOnlyList<string> problems) : base(string.Join("; ", problems)) => Problems = problems;

    /// <summary>What does not fit, a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }
}
