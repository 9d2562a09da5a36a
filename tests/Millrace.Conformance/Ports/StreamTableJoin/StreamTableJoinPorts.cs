namespace Millrace.Conformance.Ports.StreamTableJoin;

/// <summary>The ports of family <c>stream-table-join</c>, by case.</summary>
internal static class StreamTableJoinPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
