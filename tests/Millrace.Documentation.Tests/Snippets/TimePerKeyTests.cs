using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class TimePerKeyTests
{
    // snippet: time-per-key
    [Theory]
    [InlineData(false, 10, new[] { "room-2 in its hour: 10" })]
    [InlineData(true, 0, new[] { "room-2 in its hour: 10", "room-1 in its hour: 10" })]
    public void A_room_that_was_offline_for_six_hours_delivers_its_backlog(bool timePerKey, int late, string[] results)
    {
        using var driver = new TopologyTestDriver(new HourlyReadings(timePerKey));
        var readings = driver.Input<string, string>("readings");
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        // room-2 reports for an hour, and once more in the evening. Then room-1 is back, with what it measured since noon.
        for (var minute = 0; minute < 60; minute += 6)
            readings.Pipe("room-2", "fine", noon + minute.Minutes());
        readings.Pipe("room-2", "fine", noon + 6.Hours());
        for (var minute = 0; minute < 60; minute += 6)
            readings.Pipe("room-1", "fine", noon + minute.Minutes());
        readings.Pipe("room-1", "fine", noon + 6.Hours());

        Assert.Equal(results, driver.Output<string, string>("hours").ReadValues());
        Assert.Equal(late, driver.LateRecords);
    }
    // end snippet

    // snippet: time-per-key-topology
    private sealed class HourlyReadings(bool timePerKey) : Topology
    {
        protected override void Define(StreamsBuilder streams)
        {
            var hours = streams.Stream<string, string>("readings").GroupByKey().WindowedBy(TimeWindows.Of(1.Hours()));
            (timePerKey ? hours.WithTimePerKey() : hours)
                .Emit(EmitStrategy.OnWindowClose)
                .Count("hours")
                .ToStream()
                .Map((window, count) => KeyValuePair.Create(window.Key, $"{window.Key} in its hour: {count}"))
                .To("hours");
        }
    }
    // end snippet
}
