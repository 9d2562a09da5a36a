using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Aggregate;

/// <summary>The ports of family <c>aggregate</c>, by case.</summary>
internal static class AggregatePorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["aggregate-null-then-group"] = new(b => Traced(Texts(b)
            .Aggregate<string?>("s", () => "i", (_, v, _) => v == "del" ? null : v)
            .GroupBy("regroup", (k, v) => KeyValuePair.Create("all", k + v)))),
        ["aggregate-to-null"] = new(b => Texts(b)
            .Aggregate<string?>("s", () => "i", (_, v, aggregate) => v == "del" ? null : Shorten(aggregate + "+" + v))
            .ToStream().To("out")),
        ["count-then-group"] = new(b => Traced(Texts(b).Count("s").GroupBy("regroup", (k, n) => KeyValuePair.Create("all", $"{k}{n}")))),
        ["count-then-map"] = new(b => Texts(b).Count("s").Filter((_, n) => n % 2 == 1).MapValues(n => $"n{n}").ToStream().To("out")),
        ["count"] = new(b => Numbers(b).Count("s").ToStream().To("out")),
        ["group-by-value"] = new(b => b.Stream<string?, string?>("in").GroupBy("g", (_, v) => v!).Count("s").ToStream().To("out")),
        ["initializer-null"] = new(b => Texts(b)
            .Aggregate<string?>("s", () => null, (_, v, aggregate) => v == "del" ? null : Shorten(Show(aggregate) + "+" + v))
            .ToStream().To("out")),
        ["max"] = new(b => Numbers(b).Reduce("s", (aggregate, v) => Math.Max(aggregate!.Value, v!.Value)).ToStream().To("out")),
        ["reduce-concat"] = new(b => Texts(b).Reduce("s", (aggregate, v) => Shorten(aggregate + "+" + v)).ToStream().To("out")),
        ["reduce-then-group"] = new(b => Traced(Texts(b).Reduce("s", (_, v) => v).GroupBy("regroup", (k, v) => KeyValuePair.Create("all", k + v)))),
        ["reduce-to-null"] = new(b => Texts(b).Reduce("s", (aggregate, v) => v == "del" ? null : Shorten(aggregate + "+" + v)).ToStream().To("out")),
        ["sum"] = new(b => Numbers(b).Aggregate("s", () => 100L, (_, v, sum) => sum + v!.Value).ToStream().To("out")),
    };

    // Tells in which order the adder and the subtractor were called.
    private static void Traced(KGroupedTable<string, string> grouped) => grouped
        .Aggregate("g", () => "", (_, v, aggregate) => Shorten(aggregate + "+" + v), (_, v, aggregate) => Shorten(aggregate + "-" + v))
        .ToStream().To("out");

    private static KGroupedStream<string, string?> Texts(StreamsBuilder builder) => builder.Stream<string, string?>("in").GroupByKey();

    private static KGroupedStream<string, long?> Numbers(StreamsBuilder builder) => builder.Stream<string, long?>("in").GroupByKey();
}
