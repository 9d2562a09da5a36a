namespace Millrace.Conformance.Ports.Repartition;

/// <summary>The ports of family <c>repartition</c>, by case.</summary>
internal static class RepartitionPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
    };
}
