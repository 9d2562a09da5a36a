using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Table;

/// <summary>The ports of family <c>table</c>, by case. Where Kafka Streams makes a store unasked, the source has a name here.</summary>
internal static class TablePorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["source-versioned"] = new(b => Versioned(b).ToStream().To("out")),
        ["filter"] = new(b => In(b).Filter((_, v) => v.StartsWith('x')).ToStream().To("out")),
        ["filter-materialized"] = new(b => In(b).Filter((_, v) => v.StartsWith('x'), store: "f").ToStream().To("out")),
        ["filter-not-materialized"] = new(b => In(b).FilterNot((_, v) => v.StartsWith('x'), store: "f").ToStream().To("out")),
        ["filter-source-materialized"] = new(b => In(b, "t").Filter((_, v) => v.StartsWith('x')).ToStream().To("out")),
        ["filter-then-group"] = new(b => In(b, "t")
            .Filter((_, v) => v != "x2")
            .GroupBy("groups", (k, v) => KeyValuePair.Create(v[..1], k + v))
            .Aggregate("g", () => "", (_, v, aggregate) => aggregate + "+" + v, (_, v, aggregate) => aggregate + "-" + v)
            .ToStream().To("out")),
        ["group-by-aggregate"] = new(b => In(b, "t")
            .GroupBy("groups", (k, v) => KeyValuePair.Create(v[..1], k + v))
            .Aggregate("g", () => "", (_, v, aggregate) => aggregate + "+" + v, (_, v, aggregate) => aggregate + "-" + v)
            .ToStream().To("out")),
        ["group-by-aggregate-null"] = new(b => In(b, "t")
            .GroupBy("groups", (k, v) => KeyValuePair.Create(v, k))
            .Aggregate<string?>("g", () => "i", (_, v, aggregate) => aggregate + v, (_, _, aggregate) => aggregate!.Length <= 3 ? null : aggregate[..^1])
            .ToStream().To("out")),
        ["group-by-count"] = new(b => In(b, "t").GroupBy("groups", (_, v) => KeyValuePair.Create(v, v)).Count("g").ToStream().To("out")),
        ["group-by-null-key"] = new(b => In(b, "t")
            .GroupBy("groups", (k, v) => KeyValuePair.Create(v.StartsWith('y') ? null! : v, k))
            .Aggregate("g", () => "", (_, v, aggregate) => aggregate + "+" + v, (_, v, aggregate) => aggregate + "-" + v)
            .ToStream().To("out")),
        ["group-by-versioned-source"] = new(b => Versioned(b)
            .GroupBy("groups", (k, v) => KeyValuePair.Create(v[..1], k + v))
            .Aggregate("g", () => "", (_, v, aggregate) => aggregate + "+" + v, (_, v, aggregate) => aggregate + "-" + v)
            .ToStream().To("out")),
        ["filter-versioned-source"] = new(b => Versioned(b).Filter((_, v) => v.StartsWith('x'), store: "f").ToStream().To("out")),
        ["group-by-reduce"] = new(b => In(b, "t")
            .GroupBy("groups", (k, v) => KeyValuePair.Create(v[..1], k + v))
            .Reduce("g", (aggregate, v) => aggregate + "+" + v, (aggregate, v) => aggregate + "-" + v)
            .ToStream().To("out")),
        ["map-values"] = new(b => In(b).MapValues((k, v) => k + ":" + v).ToStream().To("out")),
        ["map-values-materialized"] = new(b => In(b).MapValues(v => v.StartsWith('y') ? null : v + "!", store: "m").ToStream().To("out")),
        ["source-not-materialized"] = new(b => In(b).ToStream().To("out")),
        ["source-toStream-optimization-all"] = new(b => In(b, "t").ToStream().To("out")) { Configure = options => options with { Optimization = TopologyOptimization.All } },
        ["source-toStream-optimization-none"] = new(b => In(b, "t").ToStream().To("out")),
        ["stream-to-table"] = new(b => b.Stream<string, string?>("in").ToTable("t").ToStream().To("out")),
        ["to-stream-select-key"] = new(b => In(b).ToStream((k, v) => k + "/" + Show(v)).To("out")),
        ["transform-values"] = new(b =>
        {
            var seen = State.Stores.KeyValue<string, long>("seen");
            In(b).TransformValues("count", () => new SeenTransformer(seen), [seen], store: "r").ToStream().To("out");
        }),
    };

    private static KTable<string, string> In(StreamsBuilder builder, string? store = null) => builder.Table<string, string>("in", store);

    private static KTable<string, string> Versioned(StreamsBuilder builder) =>
        builder.Table<string, string>("in", "t", materialized: new() { History = 1.Seconds() });
}
