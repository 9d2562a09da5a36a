using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class SilenceTests
{
    // snippet: silence-test
    [Fact]
    public void A_sensor_that_is_silent_for_ten_minutes_is_told_of_and_so_is_its_return()
    {
        using var driver = new TopologyTestDriver(new SilentSensors());
        var readings = driver.Input<string, string>("readings");
        var alerts = driver.Output<string, string>("alerts");

        readings.Pipe("sensor-1", "20.5");
        driver.AdvanceWallClock(9.Minutes());
        alerts.ExpectNothing();
        driver.Restart();
        driver.AdvanceWallClock(1.Minutes());
        alerts.Expect(("sensor-1", "silent for 10 minutes"));

        driver.AdvanceWallClock(1.Hours());
        readings.Pipe("sensor-1", "20.7");
        alerts.Expect(("sensor-1", "back after 70 minutes"));
    }
    // end snippet

    // snippet: silence-backlog
    [Fact]
    public void What_has_not_been_read_yet_is_no_silence()
    {
        using var driver = new TopologyTestDriver(new SilentSensors());
        var readings = driver.Input<string, string>("readings");
        readings.Pipe("sensor-1", "20.5");

        // The worker was away for an hour, and a record waits.
        driver.SimulateLag("readings", 0, 1);
        driver.AdvanceWallClock(1.Hours());
        readings.Pipe("sensor-1", "20.6");
        driver.AdvanceWallClock(5.Minutes());

        driver.Output<string, string>("alerts").ExpectNothing();
    }
    // end snippet

    [Fact]
    public void The_step_is_drawn_as_the_guide_shows_it() => Drawn.As(
        new SilentSensors(), "1: silent quiet-sensors <- 0", "store quiet-sensors: silence string, after 00:10:00, app-quiet-sensors-changelog");

    // snippet: silence-topology
    private sealed class SilentSensors : Topology
    {
        protected override void Define(StreamsBuilder streams) =>
            streams.Stream<string, string>("readings")
                .GroupByKey()
                .Silent("quiet-sensors", after: 10.Minutes())
                .MapValues(silence => silence.IsQuiet
                    ? $"silent for {silence.Lasted.TotalMinutes} minutes"
                    : $"back after {silence.Lasted.TotalMinutes} minutes")
                .To("alerts");
    }
    // end snippet
}
