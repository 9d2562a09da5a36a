namespace Millrace.Conformance.Ports.StreamJoin;

/// <summary>The ports of family <c>stream-join</c>, by case.</summary>
internal static class StreamJoinPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
