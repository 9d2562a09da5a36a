namespace Millrace.Conformance.Ports.Formats;

/// <summary>The topologies of <c>formats/changelog.json</c>, by entry.</summary>
internal static class FormatPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["versioned"] = new(b => b.Table<string, string?>("in", "s", materialized: new() { History = 10.Seconds() }).ToStream().To("out")),
    };
}
