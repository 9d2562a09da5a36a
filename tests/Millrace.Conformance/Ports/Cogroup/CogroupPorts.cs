namespace Millrace.Conformance.Ports.Cogroup;

/// <summary>The ports of family <c>cogroup</c>, by case.</summary>
internal static class CogroupPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
