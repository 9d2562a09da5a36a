namespace Millrace.Graph;

/// <summary>One thing that is wrong with a topology.</summary>
/// <param name="Place">Where in the source.</param>
/// <param name="What">What is wrong, and how to mend it.</param>
public sealed record TopologyProblem(SourcePlace Place, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{What} ({Place})";
}
