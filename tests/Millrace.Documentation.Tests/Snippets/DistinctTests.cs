using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class DistinctTests
{
    // snippet: distinct-test
    [Fact]
    public void A_gateway_that_sends_its_buffer_twice_is_counted_once()
    {
        using var driver = new TopologyTestDriver(new Readings());
        var readings = driver.Input<string, string>("readings");
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        // Another room is six hours ahead; room-1's gateway was away, and sends what it held back, twice.
        readings.Pipe("room-2", "17:21.0", noon + 6.Hours());
        for (var time = 0; time < 2; time++)
        {
            for (var minute = 0; minute < 3; minute++)
                readings.Pipe("room-1", $"{minute}:20.{minute}", noon + minute.Minutes());
        }

        driver.Output<string, string>("unique").ExpectValues("17:21.0", "0:20.0", "1:20.1", "2:20.2");
    }
    // end snippet

    [Fact]
    public void The_step_is_drawn_as_the_guide_shows_it() => Drawn.As(
        new Readings(), "1: distinctBy seen <- 0", "store seen: distinct string -> string, within 01:00:00, app-seen-changelog");

    // snippet: distinct-topology
    private sealed class Readings : Topology
    {
        protected override void Define(StreamsBuilder streams) =>
            streams.Stream<string, string>("readings")
                .DistinctBy("seen", reading => reading.Split(':')[0], within: 1.Hours())
                .To("unique");
    }
    // end snippet
}
