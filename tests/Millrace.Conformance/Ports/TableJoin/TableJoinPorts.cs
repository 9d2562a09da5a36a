namespace Millrace.Conformance.Ports.TableJoin;

/// <summary>The ports of family <c>table-join</c>, by case.</summary>
internal static class TableJoinPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
