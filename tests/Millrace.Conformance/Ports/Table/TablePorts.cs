namespace Millrace.Conformance.Ports.Table;

/// <summary>The ports of family <c>table</c>, by case.</summary>
internal static class TablePorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["source-versioned"] = new(b => b.Table<string, string?>("in", "t", materialized: new() { History = 1.Seconds() }).ToStream().To("out")),
    };
}
