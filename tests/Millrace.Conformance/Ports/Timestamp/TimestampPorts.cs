namespace Millrace.Conformance.Ports.Timestamp;

/// <summary>The ports of family <c>timestamp</c>, by case.</summary>
internal static class TimestampPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
