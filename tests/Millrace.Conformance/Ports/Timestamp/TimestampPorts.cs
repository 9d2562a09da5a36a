using System.Globalization;

namespace Millrace.Conformance.Ports.Timestamp;

/// <summary>The ports of family <c>timestamp</c>, by case.</summary>
internal static class TimestampPorts
{
    private static readonly Consumed<string?, string?> FieldTimestamp = new() { Timestamp = static (_, value, _, time) => TimeIn(value) ?? time };

    private static readonly Consumed<string, string?> KeyedFieldTimestamp = new() { Timestamp = static (_, value, _, time) => TimeIn(value) ?? time };

    public static IReadOnlyDictionary<string, Port> All { get; } = new Dictionary<string, Port>(StringComparer.Ordinal)
    {
        ["default-extractor-config"] = new(b => b.Stream<string?, string?>("in").Merge(b.Stream("in2", FieldTimestamp)).To("out"))
        {
            Configure = options => options with { Defaults = new StreamsDefaults { InvalidTimestamps = InvalidTimestamps.Skip } },
        },
        ["fail-on-invalid"] = PassingOn(InvalidTimestamps.Fail),
        ["field-timestamp"] = new(b => b.Stream("in", FieldTimestamp).Process("p", () => new ShowStreamTime()).To("out")),
        ["field-timestamp-windowed"] = new(b => b.Stream("in", KeyedFieldTimestamp)
            .GroupByKey()
            .WindowedBy(TimeWindows.Of(1.Seconds()).Grace(500.Milliseconds()))
            .Count("count")
            .ToStream().To("out", new Produced<Windowed<string>, long> { KeySerde = new WindowedSerde<string>(Serdes.String, 1.Seconds()) })),
        ["log-and-skip"] = PassingOn(InvalidTimestamps.Skip),
        ["result-timestamps"] = new(SideBySide),
        ["use-partition-time"] = PassingOn(InvalidTimestamps.UsePartitionTime),
    };

    private static void SideBySide(StreamsBuilder builder)
    {
        var left = builder.Stream<string, string?>("left");
        var right = builder.Table<string, string?>("right", "r");
        var leftTable = left.ToTable("l");
        left.GroupByKey().Count("count").ToStream().To("count");
        left.GroupByKey()
            .WindowedBy(TimeWindows.Of(10.Seconds()).Grace(5.Seconds()))
            .Count("window")
            .ToStream().To("window", new Produced<Windowed<string>, long> { KeySerde = new WindowedSerde<string>(Serdes.String, 10.Seconds()) });
        left.Join("j", right.ToStream(), Both, JoinWindows.Of(5.Seconds()).Grace(5.Seconds())).To("stream-join");
        left.LeftJoin(right, Both).To("stream-table");
        leftTable.OuterJoin(right, Both).ToStream().To("table-join");

        static string Both(string? l, string? r) => $"{Functions.Show(l)}/{Functions.Show(r)}";
    }

    // The value is text|timestamp; without a timestamp the partition's time is taken.
    private static long? TimeIn(string? value) => value is not null && value.IndexOf('|', StringComparison.Ordinal) is >= 0 and var bar
        ? long.Parse(value.AsSpan(bar + 1), CultureInfo.InvariantCulture)
        : null;

    private static Port PassingOn(InvalidTimestamps invalid) =>
        new(b => b.Stream("in", new Consumed<string?, string?> { InvalidTimestamps = invalid }).To("out"));

    private sealed class ShowStreamTime : Processor<string?, string?, string?, string?>
    {
        public override void Process(in Record<string?, string?> record) =>
            Context.Forward(record.WithValue<string?>($"{Functions.Show(record.Value)} streamTime={Context.StreamTime}"));
    }
}
