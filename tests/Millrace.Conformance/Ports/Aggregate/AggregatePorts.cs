namespace Millrace.Conformance.Ports.Aggregate;

/// <summary>The ports of family <c>aggregate</c>, by case.</summary>
internal static class AggregatePorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
