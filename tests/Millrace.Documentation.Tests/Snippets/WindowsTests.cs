using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class WindowsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    // snippet: windows-final
    [Fact]
    public void The_mean_temperature_of_a_quarter_comes_out_once_when_the_quarter_is_over()
    {
        using var driver = new TopologyTestDriver(new QuarterHours());
        var readings = driver.Input<string, double>("readings");

        readings.Pipe("room-1", 21.0, Noon + 1.Minutes());
        readings.Pipe("room-1", 23.0, Noon + 14.Minutes());
        readings.Pipe("room-1", 22.0, Noon + 15.Minutes());
        Assert.Empty(driver.Output<string, double>("means").ReadValues());

        // A minute of grace: what was on its way may still come. Then the quarter is closed, and what comes later is late.
        readings.Pipe("room-1", 25.0, Noon + 13.Minutes());
        readings.Pipe("room-2", 19.0, Noon + 16.Minutes());
        Assert.Equal([23.0], driver.Output<string, double>("means").ReadValues());

        readings.Pipe("room-1", 30.0, Noon + 12.Minutes());
        Assert.Equal([30.0], driver.Output<string, double>("readings.late").ReadValues());
        Assert.Equal(1, driver.LateRecords);
    }
    // end snippet

    // snippet: windows-sliding
    [Fact]
    public void Three_starts_of_a_compressor_within_ten_minutes_are_found_wherever_they_lie()
    {
        using var driver = new TopologyTestDriver(new ShortCycles());
        var starts = driver.Input<string, string>("compressor.starts");

        foreach (var minute in (int[])[7, 12, 16, 40])
            starts.Pipe("unit-1", "start", Noon + minute.Minutes());

        Assert.Equal(["unit-1: 3 starts until 12:16"], driver.Output<string, string>("short-cycles").ReadValues());
    }
    // end snippet

    // snippet: windows-idle
    [Fact]
    public void The_last_quarter_of_the_day_does_not_wait_for_the_next_morning()
    {
        using var driver = new TopologyTestDriver(new IdleQuarters());
        driver.Input<string, double>("readings").Pipe("room-1", 21.0, Noon + 5.Minutes());

        // Ten minutes to the quarter's end, and five of silence are allowed.
        driver.AdvanceWallClock(14.Minutes());
        Assert.Empty(driver.Output<string, long>("counts").ReadValues());
        driver.AdvanceWallClock(2.Minutes());
        Assert.Equal([1], driver.Output<string, long>("counts").ReadValues());
    }

    [Fact]
    public void Nothing_is_concluded_from_silence_while_records_wait_to_be_read()
    {
        using var driver = new TopologyTestDriver(new IdleQuarters());
        driver.Input<string, double>("readings").Pipe("room-1", 21.0, Noon + 5.Minutes());
        driver.SimulateLag("readings", partition: 0, records: 1000);

        driver.AdvanceWallClock(3.Hours());
        Assert.Empty(driver.Output<string, long>("counts").ReadValues());
    }
    // end snippet

    // snippet: windows-final-topology
    private sealed class QuarterHours : Topology
    {
        protected override void Define(StreamsBuilder streams) =>
            streams.Stream<string, double>("readings")
                .GroupByKey()
                .WindowedBy(TimeWindows.Of(15.Minutes()).Grace(1.Minutes()))
                .Emit(EmitStrategy.OnWindowClose)
                .Late(late => late.To("readings.late"))
                .Aggregate("quarters", () => "", (_, value, all) => $"{all} {value}")
                .ToStream((window, _) => window.Key)
                .MapValues(all => all.Split(' ', StringSplitOptions.RemoveEmptyEntries).Average(double.Parse))
                .To("means");
    }
    // end snippet

    // snippet: windows-sliding-topology
    private sealed class ShortCycles : Topology
    {
        protected override void Define(StreamsBuilder streams) =>
            streams.Stream<string, string>("compressor.starts")
                .GroupByKey()
                .WindowedBy(SlidingWindows.Of(10.Minutes()))
                .Count("starts")
                .ToStream()
                .Filter((_, count) => count >= 3)
                .Map((window, count) => KeyValuePair.Create(window.Key, $"{window.Key}: {count} starts until {window.EndTime:HH:mm}"))
                .To("short-cycles");
    }
    // end snippet

    // snippet: windows-idle-topology
    private sealed class IdleQuarters : Topology
    {
        protected override void Define(StreamsBuilder streams) =>
            streams.Stream<string, double>("readings")
                .GroupByKey()
                .WindowedBy(TimeWindows.Of(15.Minutes()))
                .CloseWhenIdle(5.Minutes())
                .Emit(EmitStrategy.OnWindowClose)
                .Count("quarters")
                .ToStream((window, _) => window.Key)
                .To("counts");
    }
    // end snippet
}
