namespace Millrace.Conformance.Ports.StreamTableJoin;

/// <summary>The ports of family <c>stream-table-join</c>, by case.</summary>
internal static class StreamTableJoinPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["join"] = new(b => In(b).Join(Table(b), Both).To("out")),
        ["leftJoin"] = new(b => In(b).LeftJoin(Table(b), Both).To("out")),
        ["join-versioned"] = new(b => In(b).Join(Versioned(b), Both).To("out")),
        ["leftJoin-versioned"] = new(b => In(b).LeftJoin(Versioned(b), Both).To("out")),
        ["join-versioned-grace"] = new(b => In(b).Join(Versioned(b), Both, Grace).To("out")),
        ["leftJoin-versioned-grace"] = new(b => In(b).LeftJoin(Versioned(b), Both, Grace).To("out")),
        ["leftJoin-versioned-grace-null-key"] = new(b => In(b).LeftJoin(Versioned(b), Both, Grace).To("out")),
        ["global-join"] = new(b => In(b).Join(b.GlobalTable<string, string?>("global", "g"), (_, v) => BeforeColon(v), Both).To("out")),
        ["global-join-by-key"] = new(b => In(b).Join(b.GlobalTable<string, string?>("global", "g"), (k, _) => k, Both).To("out")),
        ["global-leftJoin"] = new(b => In(b).LeftJoin(b.GlobalTable<string, string?>("global", "g"), (_, v) => BeforeColon(v), Both).To("out")),
        ["global-leftJoin-by-key"] = new(b => In(b).LeftJoin(b.GlobalTable<string, string?>("global", "g"), (k, _) => k, Both).To("out")),
        ["join-derived-table"] = new(b => In(b)
            .LeftJoin(b.Table<string, string?>("table", "t").Filter((_, v) => !v!.EndsWith('1')).MapValues(v => $"<{v}>"), Both)
            .To("out")),
        ["self-count"] = new(b =>
        {
            var input = In(b);
            var counts = input.GroupByKey().Count("c");
            input.LeftJoin(counts, (v, n) => $"{v}/{Functions.Show(n?.ToString())}").To("out");
        }),
    };

    private static Joined<string, string?> Grace { get; } = new() { Name = "j", Grace = 1000.Milliseconds() };

    private static KStream<string, string?> In(StreamsBuilder b) => b.Stream<string, string?>("in");

    private static KTable<string, string?> Table(StreamsBuilder b) => b.Table<string, string?>("table", "t");

    private static KTable<string, string?> Versioned(StreamsBuilder b) => b.Table<string, string?>("table", "t", materialized: new() { History = 10.Seconds() });

    private static string Both(string? left, string? right) => $"{Functions.Show(left)}/{Functions.Show(right)}";

    private static string? BeforeColon(string? value) => value is null || value.StartsWith(':') ? null : value.Split(':')[0];
}
