namespace Millrace.Conformance.Ports.Suppress;

/// <summary>The ports of family <c>suppress</c>, by case.</summary>
internal static class SuppressPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
