using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Aggregate;

/// <summary>The ports of family <c>aggregate</c>, by case.</summary>
internal static class AggregatePorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["aggregate-to-null"] = new(b => Texts(b)
            .Aggregate<string?>("s", () => "i", (_, v, aggregate) => v == "del" ? null : Shorten(aggregate + "+" + v))
            .ToStream().To("out")),
        ["count"] = new(b => Numbers(b).Count("s").ToStream().To("out")),
        ["group-by-value"] = new(b => b.Stream<string?, string?>("in").GroupBy("g", (_, v) => v!).Count("s").ToStream().To("out")),
        ["initializer-null"] = new(b => Texts(b)
            .Aggregate<string?>("s", () => null, (_, v, aggregate) => v == "del" ? null : Shorten(Show(aggregate) + "+" + v))
            .ToStream().To("out")),
        ["max"] = new(b => Numbers(b).Reduce("s", (aggregate, v) => Math.Max(aggregate!.Value, v!.Value)).ToStream().To("out")),
        ["reduce-concat"] = new(b => Texts(b).Reduce("s", (aggregate, v) => Shorten(aggregate + "+" + v)).ToStream().To("out")),
        ["reduce-to-null"] = new(b => Texts(b).Reduce("s", (aggregate, v) => v == "del" ? null : Shorten(aggregate + "+" + v)).ToStream().To("out")),
        ["sum"] = new(b => Numbers(b).Aggregate("s", () => 100L, (_, v, sum) => sum + v!.Value).ToStream().To("out")),
    };

    private static KGroupedStream<string, string?> Texts(StreamsBuilder builder) => builder.Stream<string, string?>("in").GroupByKey();

    private static KGroupedStream<string, long?> Numbers(StreamsBuilder builder) => builder.Stream<string, long?>("in").GroupByKey();
}
