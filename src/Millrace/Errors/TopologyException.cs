using Millrace.Graph;

namespace Millrace;

/// <summary>A topology that cannot be built. All of its problems are reported at once.</summary>
public sealed class TopologyException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public TopologyException(IReadOnlyList<TopologyProblem> problems)
        : base("The topology cannot be built:" + string.Concat(problems.Select(p => Environment.NewLine + "  - " + p))) => Problems = problems;

    /// <summary>What is wrong, in the order of the source.</summary>
    public IReadOnlyList<TopologyProblem> Problems { get; }
}
