namespace Millrace.Conformance.Ports.TableJoinFk;

/// <summary>The ports of family <c>table-join-fk</c>, by case.</summary>
internal static class TableJoinFkPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
