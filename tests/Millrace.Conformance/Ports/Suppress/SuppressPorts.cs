using Millrace.Conformance.Ports.Window;
using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Suppress;

/// <summary>The ports of family <c>suppress</c>, by case.</summary>
internal static class SuppressPorts
{
    private static readonly StrictBufferConfig Unbounded = BufferConfig.Unbounded();

    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["max-bytes-emit-early"] = OfTable(60_000, BufferConfig.MaxBytes(300).EmitEarlyWhenFull()),
        ["max-records-emit-early"] = OfTable(60_000, BufferConfig.MaxRecords(2).EmitEarlyWhenFull()),
        ["time-limit-table"] = OfTable(5000, Unbounded),
        ["time-limit-zero"] = OfTable(0, Unbounded),
        ["suppress-then-group"] = new(b => b
            .Table<string, string?>("in", "t")
            .Suppress("buf", Suppressed.UntilTimeLimit(5.Seconds(), Unbounded))
            .GroupBy("g", (k, v) => KeyValuePair.Create("all", k + v))
            .Aggregate("g", () => "", (_, v, aggregate) => Shorten(aggregate + "+" + v), (_, v, aggregate) => Shorten(aggregate + "-" + v))
            .ToStream().To("out")),
        ["shut-down-when-full"] = OfWindows(
            TimeWindows.Of(10.Seconds()), t => t.Suppress("buf", Suppressed.UntilWindowCloses(BufferConfig.MaxRecords(2).ShutDownWhenFull()))),
        ["time-limit-tumbling"] = OfWindows(
            TimeWindows.Of(10.Seconds()).Grace(3.Seconds()), t => t.Suppress("buf", Suppressed.UntilTimeLimit(5.Seconds(), Unbounded))),
        ["window-close-tumbling-grace-0"] = OfWindows(TimeWindows.Of(10.Seconds()), Final),
        ["window-close-tumbling-grace-3000"] = OfWindows(TimeWindows.Of(10.Seconds()).Grace(3.Seconds()), Final),
        ["window-close-hopping-grace-0"] = OfWindows(TimeWindows.Of(10.Seconds()).Advance(5.Seconds()), Final),
        ["window-close-session-grace-0"] = OfSessions(SessionWindows.Of(3.Seconds())),
        ["window-close-session-grace-3000"] = OfSessions(SessionWindows.Of(3.Seconds()).Grace(3.Seconds())),
        ["window-close-sliding-grace-0"] = OfSlidingWindows(SlidingWindows.Of(5.Seconds())),
        ["window-close-sliding-grace-3000"] = OfSlidingWindows(SlidingWindows.Of(5.Seconds()).Grace(3.Seconds())),
        ["window-close-hopping-grace-3000"] = OfWindows(TimeWindows.Of(10.Seconds()).Grace(3.Seconds()).Advance(5.Seconds()), Final),
    };

    private static Port OfTable(int milliseconds, BufferConfig buffer) => new(b => b
        .Table<string, string?>("in", "t")
        .Suppress("buf", Suppressed.UntilTimeLimit(TimeSpan.FromMilliseconds(milliseconds), buffer))
        .ToStream().To("out"));

    private static Port OfWindows(TimeWindows windows, Func<KTable<Windowed<string>, string>, KTable<Windowed<string>, string>> suppress) => new(b =>
        suppress(Texts(b).WindowedBy(windows).Aggregate("s", () => "", (_, v, aggregate) => Shorten(aggregate + Show(v))))
            .ToStream().To("out", new Produced<Windowed<string>, string> { KeySerde = new WindowedSerde<string>(Serdes.String, windows.Size) }));

    private static Port OfSlidingWindows(SlidingWindows windows) => new(b =>
        Final(Texts(b).WindowedBy(windows).Aggregate("s", () => "", (_, v, aggregate) => Shorten(aggregate + Show(v))))
            .ToStream().To("out", new Produced<Windowed<string>, string> { KeySerde = new WindowedSerde<string>(Serdes.String, windows.TimeDifference) }));

    private static Port OfSessions(SessionWindows windows) => new(b =>
        Final(SessionPorts.Concatenate(Texts(b).WindowedBy(windows))).ToStream().To("out", SessionPorts.ByTexts));

    private static KTable<Windowed<string>, string> Final(KTable<Windowed<string>, string> table) =>
        table.Suppress("buf", Suppressed.UntilWindowCloses(Unbounded));

    private static KGroupedStream<string, string?> Texts(StreamsBuilder builder) => builder.Stream<string, string?>("in").GroupByKey();
}
