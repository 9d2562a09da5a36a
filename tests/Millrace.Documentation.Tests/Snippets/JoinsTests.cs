using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class JoinsTests
{
    // snippet: join-table-test
    [Fact]
    public void A_reading_is_compared_with_the_set_point_of_its_own_time()
    {
        using var driver = new TopologyTestDriver(new Comfort());
        var setPoints = driver.Input<string, double>("set-points");
        var readings = driver.Input<string, double>("readings");
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        readings.Pipe("room-1", 23, noon);
        setPoints.Pipe("room-1", 21, noon - 1.Hours());
        setPoints.Pipe("room-1", 25, noon + 5.Seconds());
        readings.Pipe("room-1", 24, noon + 5.Seconds());

        // Both wait until stream time has passed them by ten seconds; by then the set points of their times are known.
        Assert.Empty(driver.Records("comfort"));
        readings.Pipe("room-1", 24, noon + 1.Minutes());

        Assert.Equal(["room-1: 2 off", "room-1: -1 off"], driver.Output<string, string>("comfort").ReadValues());
    }
    // end snippet

    [Fact]
    public void A_reading_gets_the_name_of_its_site()
    {
        using var driver = new TopologyTestDriver(new Sites(), new TestDriverOptions { Partitions = 3 });
        driver.Input<string, string>("sites").Pipe("s1", "Graz", DateTimeOffset.UnixEpoch);
        driver.Input<string, string>("readings").Pipe("room-1", "s1/23.5", DateTimeOffset.UnixEpoch);
        driver.Input<string, string>("readings").Pipe("room-2", "s2/21.5", DateTimeOffset.UnixEpoch);

        Assert.Equal(["s1/23.5 in Graz", "s2/21.5 in an unknown site"], driver.Output<string, string>("placed").ReadValues());
    }

    // snippet: join-streams-test
    [Theory]
    [InlineData(false, new[] { "open, nobody asked for it" })]
    [InlineData(true, new[] { "open: cooling", "open, nobody asked for it" })]
    public void A_gateway_that_was_offline_loses_no_pair(bool timePerKey, string[] results)
    {
        using var driver = new TopologyTestDriver(new Valves(timePerKey));
        var valves = driver.Input<string, string>("valves");
        var commands = driver.Input<string, string>("commands");
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        // unit-1 is offline from noon on, and unit-2 is not; in the evening unit-1 delivers what happened at noon.
        commands.Pipe("unit-2", "heating", noon + 6.Hours());
        valves.Pipe("unit-2", "closed", noon + 6.Hours());
        commands.Pipe("unit-1", "cooling", noon);
        valves.Pipe("unit-1", "open", noon + 20.Seconds());
        valves.Pipe("unit-1", "open", noon + 5.Minutes());
        valves.Pipe("unit-1", "closed", noon + 10.Minutes());

        Assert.Equal(results, driver.Output<string, string>("valve-events").ReadValues().Where(v => v.StartsWith("open", StringComparison.Ordinal)).Distinct());
    }
    // end snippet

    // snippet: join-table
    private sealed class Comfort : Topology
    {
        protected override void Define(StreamsBuilder streams)
        {
            var setPoints = streams.Table<string, double>("set-points", "set-points", materialized: new() { History = 1.Hours() });
            streams.Stream<string, double>("readings")
                .Join(
                    setPoints,
                    (room, reading, setPoint) => $"{room}: {reading - setPoint} off",
                    new() { Name = "comfort", Grace = 10.Seconds() })
                .To("comfort");
        }
    }
    // end snippet

    // snippet: join-global
    private sealed class Sites : Topology
    {
        protected override void Define(StreamsBuilder streams)
        {
            var sites = streams.GlobalTable<string, string>("sites", "site-names");
            streams.Stream<string, string>("readings")
                .LeftJoin(
                    sites,
                    (room, reading) => reading.Split('/')[0],
                    (reading, site) => $"{reading} in {site ?? "an unknown site"}")
                .To("placed");
        }
    }
    // end snippet

    // snippet: join-streams
    private sealed class Valves(bool timePerKey) : Topology
    {
        protected override void Define(StreamsBuilder streams)
        {
            // A valve moves up to a minute after the command that asked for it.
            var windows = JoinWindows.Of(TimeSpan.Zero).Before(1.Minutes()).Grace(10.Seconds());
            streams.Stream<string, string>("valves")
                .LeftJoin(
                    "valve-commands",
                    streams.Stream<string, string>("commands"),
                    (valve, command) => command is null ? $"{valve}, nobody asked for it" : $"{valve}: {command}",
                    timePerKey ? windows.WithTimePerKey() : windows)
                .To("valve-events");
        }
    }
    // end snippet
}
