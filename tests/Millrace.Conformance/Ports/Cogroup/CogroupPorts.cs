using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Cogroup;

/// <summary>The ports of family <c>cogroup</c>, by case.</summary>
internal static class CogroupPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["cogroup-two"] = new(b => Two(b).Aggregate("s", () => "").ToStream().To("out")),
        ["cogroup-two-rekeyed"] = new(b => b.Stream<string?, string?>("in1").GroupBy("g", (_, v) => v!).Cogroup(Append("A"))
            .Cogroup(In(b, "in2"), Append("B"))
            .Aggregate("s", () => "").ToStream().To("out")),
        ["cogroup-sliding"] = new(b => Two(b)
            .WindowedBy(SlidingWindows.Of(5.Seconds()).Grace(2.Seconds()))
            .Aggregate("s", () => "").ToStream().To("out", Window.WindowPorts.By<string?>(5.Seconds()))),
        ["cogroup-tumbling"] = new(b => Two(b)
            .WindowedBy(TimeWindows.Of(10.Seconds()).Grace(2.Seconds()))
            .Aggregate("s", () => "").ToStream().To("out", Window.WindowPorts.By<string?>(10.Seconds()))),
        ["cogroup-session"] = new(b => Two(b)
            .WindowedBy(SessionWindows.Of(3.Seconds()).Grace(2.Seconds()))
            .Aggregate("s", () => "", (_, left, right) => Shorten($"({left}|{right})"))
            .ToStream().To("out", new Produced<Windowed<string>, string?> { KeySerde = new SessionWindowedSerde<string>(Serdes.String) })),
        ["cogroup-three"] = new(b => Two(b)
            .Cogroup(In(b, "in3"), (_, v, aggregate) => v == "3" ? null : aggregate + "C" + v)
            .Aggregate("s", () => "").ToStream().To("out")),
    };

    private static CogroupedKStream<string, string?> Two(StreamsBuilder builder) =>
        In(builder, "in1").Cogroup(Append("A")).Cogroup(In(builder, "in2"), Append("B"));

    private static KGroupedStream<string, string?> In(StreamsBuilder builder, string topic) => builder.Stream<string, string?>(topic).GroupByKey();

    private static Func<string, string?, string?, string?> Append(string text) => (_, v, aggregate) => Shorten(aggregate + text + Show(v));
}
