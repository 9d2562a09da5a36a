using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class SessionsAndSuppressTests
{
    private static readonly DateTimeOffset Eight = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);

    // snippet: sessions
    [Fact]
    public void A_run_of_the_compressor_is_told_when_it_is_over()
    {
        using var driver = new TopologyTestDriver(new CompressorRuns());
        var power = driver.Input<string, double>("compressor.power");

        foreach (var minute in new[] { 0, 5, 10, 60, 65 })
            power.Pipe("chiller-1", 12.5, Eight + minute.Minutes());
        power.Pipe("chiller-2", 8, Eight + 2.Hours());

        Assert.Equal(
            ["chiller-1 ran from 08:00 to 08:10: 3 readings", "chiller-1 ran from 09:00 to 09:05: 2 readings"],
            driver.Output<string, string>("compressor.runs").ReadValues());
    }
    // end snippet

    // snippet: suppress-final
    [Fact]
    public void An_hour_is_told_once_when_it_is_over()
    {
        using var driver = new TopologyTestDriver(new FinalHours());
        var readings = driver.Input<string, double>("readings");

        foreach (var minute in new[] { 0, 20, 40, 60 })
            readings.Pipe("room-1", 20 + minute / 10.0, Eight + minute.Minutes());
        readings.Pipe("room-1", 30, Eight + 50.Minutes());
        readings.Pipe("room-1", 21, Eight + 65.Minutes());

        Assert.Equal([30.0], driver.Output<string, double>("warmest").ReadValues());
    }
    // end snippet

    // snippet: suppress-time-limit
    [Fact]
    public void A_room_is_told_at_most_once_in_five_minutes()
    {
        using var driver = new TopologyTestDriver(new CalmTable());
        var readings = driver.Input<string, string>("set-points");

        foreach (var minute in new[] { 0, 2, 4, 6 })
            readings.Pipe("room-1", $"set at minute {minute}", Eight + minute.Minutes());

        Assert.Equal(["set at minute 6"], driver.Output<string, string>("displays").ReadValues());
    }
    // end snippet

    // snippet: sessions-topology
    private sealed class CompressorRuns : Topology
    {
        protected override void Define(StreamsBuilder streams) => streams
            .Stream<string, double>("compressor.power")
            .GroupByKey()
            .WindowedBy(SessionWindows.Of(10.Minutes()).Grace(1.Minutes()))
            .Emit(EmitStrategy.OnWindowClose)
            .Count("runs")
            .ToNullableStream()
            .Map((run, count) => KeyValuePair.Create(run.Key, $"{run.Key} ran from {run.StartTime:HH:mm} to {run.EndTime:HH:mm}: {count} readings"))
            .To("compressor.runs");
    }
    // end snippet

    // snippet: suppress-final-topology
    private sealed class FinalHours : Topology
    {
        protected override void Define(StreamsBuilder streams) => streams
            .Stream<string, double>("readings")
            .GroupByKey()
            .WindowedBy(TimeWindows.Of(1.Hours()).Grace(5.Minutes()))
            .Aggregate("warmest", () => double.MinValue, (_, reading, warmest) => Math.Max(reading, warmest))
            .Suppress("final-hours", Suppressed.UntilWindowCloses(BufferConfig.Unbounded()))
            .ToStream()
            .Map((hour, warmest) => KeyValuePair.Create(hour.Key, warmest))
            .To("warmest");
    }
    // end snippet

    // snippet: suppress-time-limit-topology
    private sealed class CalmTable : Topology
    {
        protected override void Define(StreamsBuilder streams) => streams
            .Table<string, string>("set-points", "set-points")
            .Suppress("calm", Suppressed.UntilTimeLimit(5.Minutes(), BufferConfig.MaxRecords(10_000).EmitEarlyWhenFull()).WithTimePerKey())
            .ToStream()
            .To("displays");
    }
    // end snippet
}
