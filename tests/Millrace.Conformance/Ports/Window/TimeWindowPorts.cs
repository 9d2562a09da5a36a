using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Window;

/// <summary>The ports of family <c>window</c> that are about tumbling and hopping windows, by case.</summary>
internal static class TimeWindowPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["hopping-aggregate-grace-0"] = Hopping(0.Seconds(), EmitStrategy.OnUpdate),
        ["hopping-aggregate-grace-0-on-close"] = Hopping(0.Seconds(), EmitStrategy.OnWindowClose, 1.Hours()),
        ["hopping-aggregate-grace-3000"] = Hopping(3.Seconds(), EmitStrategy.OnUpdate),
        ["hopping-aggregate-grace-3000-on-close"] = Hopping(3.Seconds(), EmitStrategy.OnWindowClose, 1.Hours()),
        ["hopping-aggregate-grace-3000-on-close-default-retention"] = Hopping(3.Seconds(), EmitStrategy.OnWindowClose),
        ["hopping-aggregate-grace-60000"] = Hopping(60.Seconds(), EmitStrategy.OnUpdate),
        ["hopping-aggregate-grace-60000-on-close"] = Hopping(60.Seconds(), EmitStrategy.OnWindowClose, 1.Hours()),
        ["hopping-count-divides"] = Counted(TimeWindows.Of(10.Seconds()).Grace(3.Seconds()).Advance(5.Seconds())),
        ["hopping-one-ms"] = Counted(TimeWindows.Of(3.Milliseconds()).Advance(1.Milliseconds())),
        ["tumbling-count-grace-0"] = Tumbling(0.Seconds(), EmitStrategy.OnUpdate),
        ["tumbling-count-grace-0-on-close"] = Tumbling(0.Seconds(), EmitStrategy.OnWindowClose, 1.Hours()),
        ["tumbling-count-grace-3000"] = Tumbling(3.Seconds(), EmitStrategy.OnUpdate),
        ["tumbling-count-grace-3000-on-close"] = Tumbling(3.Seconds(), EmitStrategy.OnWindowClose, 1.Hours()),
        ["tumbling-count-grace-3000-on-close-default-retention"] = Tumbling(3.Seconds(), EmitStrategy.OnWindowClose),
        ["tumbling-count-grace-60000"] = Tumbling(60.Seconds(), EmitStrategy.OnUpdate),
        ["tumbling-count-grace-60000-on-close"] = Tumbling(60.Seconds(), EmitStrategy.OnWindowClose, 1.Hours()),
        ["tumbling-then-group"] = new(b => Texts(b)
            .WindowedBy(TimeWindows.Of(10.Seconds()).Grace(3.Seconds()))
            .Count("s")
            .GroupBy("regroup", (w, n) => KeyValuePair.Create(w.Key, $"{w.Start / 1000}:{n}"))
            .Aggregate("g", () => "", (_, v, aggregate) => Shorten(aggregate + "+" + v), (_, v, aggregate) => Shorten(aggregate + "-" + v))
            .ToStream().To("out")),
    };

    private static Port Hopping(TimeSpan grace, EmitStrategy emit, TimeSpan? retention = null) => new(b => Texts(b)
        .WindowedBy(TimeWindows.Of(10.Seconds()).Grace(grace).Advance(4.Seconds()))
        .Emit(emit)
        .Aggregate("s", () => "", (_, v, aggregate) => Shorten(aggregate + Show(v)), new Materialized<string, string> { Retention = retention })
        .ToStream().To("out", Keyed<string>(10.Seconds())));

    private static Port Tumbling(TimeSpan grace, EmitStrategy emit, TimeSpan? retention = null) =>
        Counted(TimeWindows.Of(10.Seconds()).Grace(grace), emit, retention);

    private static Port Counted(TimeWindows windows, EmitStrategy emit = EmitStrategy.OnUpdate, TimeSpan? retention = null) => new(b => Texts(b)
        .WindowedBy(windows)
        .Emit(emit)
        .Aggregate("s", () => 0L, (_, _, count) => count + 1, new Materialized<string, long> { Retention = retention })
        .ToStream().To("out", Keyed<long>(windows.Size)));

    private static Produced<Windowed<string>, TValue> Keyed<TValue>(TimeSpan size) => new() { KeySerde = new WindowedSerde<string>(Serdes.String, size) };

    private static KGroupedStream<string, string?> Texts(StreamsBuilder builder) => builder.Stream<string, string?>("in").GroupByKey();
}
