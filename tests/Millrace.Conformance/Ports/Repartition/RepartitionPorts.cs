using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Repartition;

/// <summary>The ports of family <c>repartition</c>, by case.</summary>
internal static class RepartitionPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["flat-map-count"] = new(b => In(b)
            .FlatMap<string?, string?, string, string?>((k, v) => v is null ? [] : v.Split(',').Select(p => new KeyValuePair<string, string?>(p, k)))
            .Filter((_, v) => v is not null)
            .GroupByKey("g").Count("count").ToStream().To("out")),
        ["join-rekeyed"] = new(b => Swapped(b, "left")
            .Join("j", Swapped(b, "right"), (l, r) => l + "/" + r, JoinWindows.Of(5.Seconds()).Grace(3.Seconds()))
            .To("out")),
        ["map-values-no-repartition"] = new(b => b.Stream<string, string?>("in").MapValues(v => v).GroupByKey("g").Count("s").ToStream().To("out")),
        ["repartition-operator"] = new(b => In(b).Repartition("r").MapValues((k, v) => $"{Show(k)}:{Show(v)}").To("out")),
        ["select-key-count"] = new(b => In(b).SelectKey((_, v) => v!).GroupByKey("g").Count("s").ToStream().To("out")),
        ["through-own-topic"] = new(b =>
        {
            In(b).SelectKey((_, v) => v).To("middle");
            b.Stream<string?, string?>("middle").Filter((k, _) => k is not null).MapValues(v => Show(v) + Show(v)).To("out");
        }),
        ["to-table-rekeyed"] = new(b => In(b).SelectKey((k, _) => k is null ? null! : k + k).ToTable("t").ToStream().To("out")),
        ["two-groupings"] = new(TwoGroupings),
        ["two-groupings-merged"] = new(TwoGroupings) { Configure = options => options with { Optimization = TopologyOptimization.All } },
    };

    private static void TwoGroupings(StreamsBuilder builder)
    {
        var keyed = In(builder).SelectKey((_, v) => v!);
        keyed.GroupByKey("g1").Count("count").ToStream().To("out");
        keyed.GroupByKey("g2").Reduce("reduce", (aggregate, v) => Shorten(aggregate + "+" + v)).ToStream().To("out2");
    }

    private static KStream<string, string> Swapped(StreamsBuilder builder, string topic) =>
        builder.Stream<string?, string?>(topic).Map((k, v) => KeyValuePair.Create(v!, Show(k)));

    private static KStream<string?, string?> In(StreamsBuilder builder) => builder.Stream<string?, string?>("in");
}
