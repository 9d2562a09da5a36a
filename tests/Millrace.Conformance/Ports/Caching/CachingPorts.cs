using Millrace.Conformance.Ports.Window;
using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Caching;

/// <summary>The ports of family <c>caching</c>, by case. They run with results sent at the commit.</summary>
internal static class CachingPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["aggregate"] = new(b => Texts(b, "s").ToStream().To("out")),
        ["hopping"] = Windows(TimeWindows.Of(10.Seconds()).Grace(5.Seconds()).Advance(5.Seconds())),
        ["rekeyed-count"] = new(b => Spread.From(b).GroupBy("g", (_, v) => v!).Count("s").ToStream().To("out")),
        ["session"] = new(b => SessionPorts
            .Concatenate(Spread.From(b).GroupByKey().WindowedBy(SessionWindows.Of(3.Seconds()).Grace(60.Seconds())))
            .ToStream().To("out", SessionPorts.ByTexts)),
        ["table-join"] = new(b => b.Table<string, string>("left", "l")
            .LeftJoin(b.Table<string, string>("right", "r"), (l, r) => l + "/" + Show(r), store: "j")
            .ToStream().To("out")),
        ["to-table"] = new(b => Spread.From(b).ToTable("t")
            .GroupBy("groups", (k, v) => KeyValuePair.Create("all", k + v))
            .Aggregate("g", () => "", (_, v, aggregate) => Shorten(aggregate + "+" + v), (_, v, aggregate) => Shorten(aggregate + "-" + v))
            .ToStream().To("out")),
        ["tumbling"] = Windows(TimeWindows.Of(10.Seconds()).Grace(5.Seconds())),
        ["two-stores-in-line"] = new(b =>
        {
            var spread = Spread.From(b);
            var texts = spread.GroupByKey().Aggregate("texts", () => "", (_, v, aggregate) => Shorten(aggregate + Show(v)));
            var counts = spread.GroupByKey().Count("counts");
            texts.Join(counts, (text, count) => $"{text}/{count}", store: "joined").ToStream().To("out");
        }),
        ["uncached-by-hand"] = new(b => Texts(b, "s", EmitStrategy.OnUpdate).ToStream().To("out")),
    };

    private static Port Windows(TimeWindows windows) => new(b => Spread.From(b).GroupByKey()
        .WindowedBy(windows)
        .Aggregate("s", () => "", (_, v, aggregate) => Shorten(aggregate + Show(v)))
        .ToStream().To("out", new Produced<Windowed<string>, string> { KeySerde = new WindowedSerde<string>(Serdes.String, windows.Size) }));

    private static KTable<string, string> Texts(StreamsBuilder builder, string store, EmitStrategy? emit = null) => Spread.From(builder).GroupByKey()
        .Aggregate(store, () => "", (_, v, aggregate) => Shorten(aggregate + Show(v)), new() { Emit = emit });
}
