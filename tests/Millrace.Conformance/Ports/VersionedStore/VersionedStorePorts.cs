namespace Millrace.Conformance.Ports.VersionedStore;

/// <summary>The ports of family <c>versioned-store</c>, by case.</summary>
internal static class VersionedStorePorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
