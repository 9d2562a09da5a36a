namespace Millrace.Conformance.Ports.Formats;

/// <summary>The topologies of <c>formats/changelog.json</c>, by entry.</summary>
internal static class FormatPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["versioned"] = new(b => b.Table<string, string?>("in", "s", materialized: new() { History = 10.Seconds() }).ToStream().To("out")),
        ["suppress-buffer"] = new(b => b.Stream<string, string?>("in").GroupByKey()
            .WindowedBy(TimeWindows.Of(10.Seconds()))
            .Count("s")
            .Suppress("buf", Suppressed.UntilWindowCloses(BufferConfig.Unbounded()))
            .ToStream().To("out", new Produced<Windowed<string>, long> { KeySerde = new WindowedSerde<string>(Serdes.String, 10.Seconds()) }))
        {
            Topics = new Dictionary<string, string>(StringComparer.Ordinal) { ["app-buf-store-changelog"] = "app-buf-changelog" },
        },
    };
}
