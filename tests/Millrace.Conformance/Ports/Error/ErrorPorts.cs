namespace Millrace.Conformance.Ports.Error;

/// <summary>The ports of family <c>error</c>, by case.</summary>
internal static class ErrorPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
