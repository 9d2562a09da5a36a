namespace Millrace.Conformance.Ports.Stateless;

/// <summary>The ports of family <c>stateless</c>, by case.</summary>
internal static class StatelessPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["filter"] = new(b => b.Stream<string, string>("in").Filter((_, v) => v?.StartsWith('a') == true).To("out")),
        ["merge"] = new(b => b.Stream<string, string>("in").Merge(b.Stream<string, string>("in2")).MapValues(v => (v ?? "null") + "!").To("out")),
    };
}
