using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Window;

/// <summary>The ports of family <c>window</c> that are about sessions, by case.</summary>
internal static class SessionPorts
{
    private static readonly SessionWindowedSerde<string> Sessions = new(Serdes.String);

    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["session-aggregate-grace-0"] = Aggregate(0.Seconds(), EmitStrategy.OnUpdate),
        ["session-aggregate-grace-3000"] = Aggregate(3.Seconds(), EmitStrategy.OnUpdate),
        ["session-aggregate-grace-60000"] = Aggregate(60.Seconds(), EmitStrategy.OnUpdate),
        ["session-aggregate-grace-0-on-close"] = Aggregate(0.Seconds(), EmitStrategy.OnWindowClose, 1.Hours()),
        ["session-aggregate-grace-3000-on-close"] = Aggregate(3.Seconds(), EmitStrategy.OnWindowClose, 1.Hours()),
        ["session-aggregate-grace-60000-on-close"] = Aggregate(60.Seconds(), EmitStrategy.OnWindowClose, 1.Hours()),
        ["session-aggregate-grace-3000-on-close-default-retention"] = Aggregate(3.Seconds(), EmitStrategy.OnWindowClose),
        ["session-count"] = Counted(SessionWindows.Of(3.Seconds()).Grace(3.Seconds())),
        ["session-no-grace-count"] = Counted(SessionWindows.Of(3.Seconds())),
        ["session-reduce"] = new(b => Texts(b)
            .WindowedBy(SessionWindows.Of(3.Seconds()).Grace(60.Seconds()))
            .Reduce("s", (old, value) => Shorten(Show(old) + "+" + Show(value)))
            .ToStream().To("out", new Produced<Windowed<string>, string?> { KeySerde = Sessions })),
        ["session-then-group"] = new(b => Texts(b)
            .WindowedBy(SessionWindows.Of(3.Seconds()).Grace(3.Seconds()))
            .Count("s")
            .GroupBy("g", (w, n) => KeyValuePair.Create(w.Key, $"{w.Start}-{w.End}:{n}"))
            .Aggregate("g", () => "", (_, v, aggregate) => Shorten(aggregate + "+" + v), (_, v, aggregate) => Shorten(aggregate + "~" + v))
            .ToStream().To("out")),
    };

    /// <summary>The texts of sessions one behind the other; merged ones as (left|right).</summary>
    public static KTable<Windowed<string>, string> Concatenate(SessionWindowedKStream<string, string?> sessions, Materialized<string, string>? materialized = null) =>
        sessions.Aggregate(
            "s", () => "", (_, v, aggregate) => Shorten(aggregate + Show(v)), (_, left, right) => Shorten($"({left}|{right})"), materialized);

    public static Produced<Windowed<string>, string> ByTexts { get; } = new() { KeySerde = Sessions };

    private static Port Aggregate(TimeSpan grace, EmitStrategy emit, TimeSpan? retention = null) => new(b =>
        Concatenate(Texts(b).WindowedBy(SessionWindows.Of(3.Seconds()).Grace(grace)).Emit(emit), new() { Retention = retention }).ToStream().To("out", ByTexts));

    private static Port Counted(SessionWindows windows) => new(b =>
        Texts(b).WindowedBy(windows).Count("s").ToNullableStream().To("out", new Produced<Windowed<string>, long?> { KeySerde = Sessions }));

    private static KGroupedStream<string, string?> Texts(StreamsBuilder builder) => builder.Stream<string, string?>("in").GroupByKey();
}
