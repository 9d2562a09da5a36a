using static Millrace.Conformance.Ports.Functions;

namespace Millrace.Conformance.Ports.Window;

/// <summary>The ports of family <c>window</c>, by case.</summary>
internal static class WindowPorts
{
    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(Graced(), StringComparer.Ordinal)
    {
        ["tumbling-no-grace"] = Reduced(g => g.WindowedBy(TimeWindows.Of(10.Seconds())), Append, 10.Seconds()),
        ["tumbling-reduce"] = Reduced(
            g => g.WindowedBy(TimeWindows.Of(10.Seconds()).Grace(3.Seconds())), (old, v) => v == "9" ? null : Append(old, v), 10.Seconds()),
        ["tumbling-then-group"] = new(b => Texts(b)
            .WindowedBy(TimeWindows.Of(10.Seconds()).Grace(3.Seconds()))
            .Count("s")
            .GroupBy("g", (w, n) => KeyValuePair.Create(w.Key, $"{w.Start / 1000}:{n}"))
            .Aggregate("g", () => "", (_, v, aggregate) => Shorten(aggregate + "+" + v), (_, v, aggregate) => Shorten(aggregate + "-" + v))
            .ToStream().To("out")),
        ["hopping-count-divides"] = Counted(g => g.WindowedBy(TimeWindows.Of(10.Seconds()).Grace(3.Seconds()).Advance(5.Seconds())), 10.Seconds()),
        ["hopping-one-ms"] = Counted(g => g.WindowedBy(TimeWindows.Of(3.Milliseconds()).Advance(1.Milliseconds())), 3.Milliseconds()),
        ["sliding-no-grace-count"] = Counted(g => g.WindowedBy(SlidingWindows.Of(5.Seconds())), 5.Seconds()),
        ["sliding-reduce"] = Reduced(g => g.WindowedBy(SlidingWindows.Of(5.Seconds()).Grace(3.Seconds())), Append, 5.Seconds()),
    };

    public static Produced<Windowed<string>, TValue> By<TValue>(TimeSpan size) => new() { KeySerde = new WindowedSerde<string>(Serdes.String, size) };

    /// <summary>The texts of windows, one behind the other.</summary>
    public static KTable<Windowed<string>, string> Concatenate(TimeWindowedKStream<string, string?> windows, TimeSpan? retention = null) =>
        windows.Aggregate("s", () => "", (_, v, aggregate) => Shorten(aggregate + Show(v)), new() { Retention = retention });

    /// <summary>The cases that exist for several graces, emitted with each update and on close.</summary>
    private static IEnumerable<KeyValuePair<string, Port>> Graced()
    {
        foreach (var grace in (int[])[0, 3000, 60_000])
        {
            foreach (var (suffix, emit, retention) in Emissions(grace))
            {
                yield return new($"tumbling-count-grace-{grace}{suffix}", Counted(
                    g => g.WindowedBy(TimeWindows.Of(10.Seconds()).Grace(grace.Milliseconds())).Emit(emit), 10.Seconds(), retention));
                yield return new($"hopping-aggregate-grace-{grace}{suffix}", Concatenated(
                    g => g.WindowedBy(TimeWindows.Of(10.Seconds()).Advance(4.Seconds()).Grace(grace.Milliseconds())).Emit(emit), 10.Seconds(), retention));
                yield return new($"sliding-aggregate-grace-{grace}{suffix}", Concatenated(
                    g => g.WindowedBy(SlidingWindows.Of(5.Seconds()).Grace(grace.Milliseconds())).Emit(emit), 5.Seconds(), retention));
            }
        }
    }

    private static IEnumerable<(string Suffix, EmitStrategy Emit, TimeSpan? Retention)> Emissions(int grace)
    {
        yield return ("", EmitStrategy.OnUpdate, null);
        yield return ("-on-close", EmitStrategy.OnWindowClose, 1.Hours());
        if (grace == 3000)
        {
            yield return ("-on-close-default-retention", EmitStrategy.OnWindowClose, null);
        }
    }

    private static Port Counted(Func<KGroupedStream<string, string?>, TimeWindowedKStream<string, string?>> windows, TimeSpan size, TimeSpan? retention = null) =>
        new(b => windows(Texts(b)).Count("s", new() { Retention = retention }).ToStream().To("out", By<long>(size)));

    private static Port Concatenated(Func<KGroupedStream<string, string?>, TimeWindowedKStream<string, string?>> windows, TimeSpan size, TimeSpan? retention) =>
        new(b => Concatenate(windows(Texts(b)), retention).ToStream().To("out", By<string>(size)));

    private static Port Reduced(
        Func<KGroupedStream<string, string?>, TimeWindowedKStream<string, string?>> windows, Func<string?, string?, string?> reducer, TimeSpan size) =>
        new(b => windows(Texts(b)).Reduce("s", reducer).ToStream().To("out", By<string?>(size)));

    private static string? Append(string? old, string? value) => Shorten(Show(old) + "+" + Show(value));

    private static KGroupedStream<string, string?> Texts(StreamsBuilder builder) => builder.Stream<string, string?>("in").GroupByKey();
}
