namespace Millrace.Conformance.Ports.Processor;

/// <summary>The ports of family <c>processor</c>, by case.</summary>
internal static class ProcessorPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
