using Millrace.Conformance.Ports.Processor;
using Millrace.State;

namespace Millrace.Conformance.Ports.Formats;

/// <summary>The topologies of <c>formats/changelog.json</c>, by entry.</summary>
internal static class FormatPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["key-value-timestamped"] = new(b => b.Stream<string, string?>("in")
            .GroupByKey()
            .Reduce("s", (aggregate, v) => v == "del" ? null : aggregate + "+" + v)),
        ["key-value-plain"] = KeyValueCommands.Port(() => Stores.KeyValue<string, string>("s")),
        ["window"] = new(b => b.Stream<string, string?>("in")
            .GroupByKey()
            .WindowedBy(TimeWindows.Of(10.Seconds()).Grace(5.Seconds()))
            .Count("s")
            .ToStream()
            .To("out", new Produced<Windowed<string>, long> { KeySerde = new WindowedSerde<string>(Serdes.String, 10.Seconds()) })),
        ["stream-join-windows"] = new(b => b.Stream<string, string>("left")
            .Join("j", b.Stream<string, string>("right"), (l, r) => $"{l}/{r}", JoinWindows.Of(5.Seconds()).Grace(3.Seconds()))
            .To("out")),
        ["stream-outer-join"] = new(b => b.Stream<string, string>("left")
            .OuterJoin("j", b.Stream<string, string>("right"), (l, r) => $"{Functions.Show(l)}/{Functions.Show(r)}", JoinWindows.Of(5.Seconds()).Grace(3.Seconds()))
            .To("out")),
        ["window-on-close"] = new(b => b.Stream<string, string?>("in")
            .GroupByKey()
            .WindowedBy(TimeWindows.Of(10.Seconds())).Emit(EmitStrategy.OnWindowClose)
            .Count("s")),
        ["window-sliding"] = new(b => b.Stream<string, string?>("in")
            .GroupByKey()
            .WindowedBy(SlidingWindows.Of(5.Seconds()).Grace(5.Seconds()))
            .Count("s")),
        ["stream-table-join-grace"] = new(b => b.Stream<string, string>("in")
            .Join(
                b.Table<string, string>("table", "t", materialized: new() { History = 10.Seconds() }),
                (l, r) => $"{l}/{r}",
                new() { Name = "j", Grace = 1.Seconds() })
            .To("out")),
        ["versioned"] = new(b => b.Table<string, string?>("in", "s", materialized: new() { History = 10.Seconds() }).ToStream().To("out")),
        ["session"] = new(b => b.Stream<string, string?>("in").GroupByKey()
            .WindowedBy(SessionWindows.Of(3.Seconds()).Grace(60.Seconds()))
            .Aggregate("s", () => "", (_, v, aggregate) => aggregate + v, (_, left, right) => left + "|" + right)
            .ToStream().To("out", Window.SessionPorts.ByTexts)),
        ["suppress-buffer"] = new(b => b.Stream<string, string?>("in").GroupByKey()
            .WindowedBy(TimeWindows.Of(10.Seconds()))
            .Count("s")
            .Suppress("buf", Suppressed.UntilWindowCloses(BufferConfig.Unbounded()))
            .ToStream().To("out", new Produced<Windowed<string>, long> { KeySerde = new WindowedSerde<string>(Serdes.String, 10.Seconds()) }))
        {
            AnyOrder = "Kafka Streams writes the keys of a step in the order of a hash table.",
            Topics = new Dictionary<string, string>(StringComparer.Ordinal) { ["app-buf-store-changelog"] = "app-buf-changelog" },
        },
        ["suppress-buffer-table"] = new(b => b.Table<string, string?>("in", "t")
            .Suppress("buf", Suppressed.UntilTimeLimit(5.Seconds(), BufferConfig.Unbounded()))
            .GroupBy("g", (_, v) => KeyValuePair.Create(v!, v!))
            .Aggregate<long?>("counts", () => 0, (_, _, count) => count + 1, (_, _, count) => count - 1))
        {
            Topics = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["app-buf-store-changelog"] = "app-buf-changelog",
                ["app-KTABLE-AGGREGATE-STATE-STORE-0000000003-changelog"] = "app-counts-changelog",
                ["app-KTABLE-AGGREGATE-STATE-STORE-0000000003-repartition"] = "app-g-repartition",
            },
        },
        ["foreign-key-join"] = new(b => b.Table<string, string>("left", "left-table")
            .LeftJoin("j", b.Table<string, string>("right", "right-table"), v => v.StartsWith(':') ? null : v.Split(':')[0], (l, r) => l + "/" + (r ?? "null"))
            .ToStream().To("out"))
        {
            Topics = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["app-left-STATE-STORE-0000000000-changelog"] = "app-left-table-changelog",
                ["app-right-STATE-STORE-0000000003-changelog"] = "app-right-table-changelog",
            },
        },
        ["table-group-by-repartition"] = new(b => b.Table<string, string>("in", "table")
            .GroupBy("g", (_, v) => KeyValuePair.Create(v[..1], v))
            .Reduce("sums", (aggregate, v) => aggregate + "+" + v, (aggregate, v) => aggregate + "-" + v))
        {
            Topics = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["app-in-STATE-STORE-0000000000-changelog"] = "app-table-changelog",
                ["app-KTABLE-AGGREGATE-STATE-STORE-0000000004-changelog"] = "app-sums-changelog",
            },
        },
    };
}
