namespace Millrace.Conformance.Ports.Window;

/// <summary>The ports of family <c>window</c>, by case.</summary>
internal static class WindowPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
