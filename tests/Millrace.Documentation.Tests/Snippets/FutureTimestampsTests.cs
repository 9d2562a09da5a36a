using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class FutureTimestampsTests
{
    // snippet: future-timestamps-test
    [Fact]
    public void A_device_whose_clock_is_a_year_ahead_closes_nobodys_windows()
    {
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
        using var driver = new TopologyTestDriver(new HourlyReadings(), new TestDriverOptions { Start = noon });
        var readings = driver.Input<string, string>("readings");

        readings.Pipe("room-1", "20.5", noon);
        readings.Pipe("room-2", "20.5", noon.AddYears(1));
        readings.Pipe("room-1", "20.5", noon + 1.Minutes());
        driver.AdvanceWallClock(1.Hours());
        readings.Pipe("room-1", "20.5", noon + 1.Hours());

        driver.Output<string, long>("hours").Expect(("room-1", 2), ("room-2", 1));
        Assert.Equal(0, driver.LateRecords);
    }
    // end snippet

    [Fact]
    public void The_source_is_drawn_as_the_guide_shows_it() => Drawn.As(new HourlyReadings(), "0: source readings (future timestamps clamp after 00:05:00)");

    // snippet: future-timestamps-topology
    private sealed class HourlyReadings : Topology
    {
        protected override void Define(StreamsBuilder streams) =>
            streams.Stream("readings", new Consumed<string, string> { Future = FutureTimestamps.Clamp(5.Minutes()) })
                .GroupByKey()
                .WindowedBy(TimeWindows.Of(1.Hours()))
                .Emit(EmitStrategy.OnWindowClose)
                .Count("hours")
                .ToStream((window, _) => window.Key)
                .To("hours");
    }
    // end snippet
}
