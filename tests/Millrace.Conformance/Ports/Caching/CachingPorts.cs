namespace Millrace.Conformance.Ports.Caching;

/// <summary>The ports of family <c>caching</c>, by case.</summary>
internal static class CachingPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
