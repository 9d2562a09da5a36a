using Millrace.Graph;
using Millrace.Testing;

namespace Millrace.Tests.Windows;

public sealed class LateRecordTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_window_drops_goes_another_way_as_it_was_and_is_counted(bool perKey)
    {
        using var driver = Driver(TimeWindows.Of(10.Seconds()), w => perKey ? w.WithTimePerKey() : w);
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "1", At(5));
        input.Pipe("a", "2", At(25));
        input.Pipe("a", "3", At(7));

        Assert.Equal([("a", "3", 7000L)], driver.Output<string, string>("late").ReadAll().Select(r => (r.Key, r.Value, r.Timestamp)));
        Assert.Equal(1, driver.LateRecords);
        Assert.Equal(2, driver.Records("out").Count);
    }

    [Fact]
    public void A_record_that_several_windows_drop_comes_once_and_counts_for_each()
    {
        using var driver = Driver(TimeWindows.Of(10.Seconds()).Advance(5.Seconds()), w => w);
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "1", At(40));
        input.Pipe("a", "2", At(36));
        input.Pipe("a", "3", At(20));

        Assert.Equal(["2", "3"], driver.Output<string, string>("late").ReadValues());
        Assert.Equal(1 + 2, driver.LateRecords);
    }

    [Fact]
    public void Sliding_windows_have_late_records_too()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, string>("in").GroupByKey()
            .WindowedBy(SlidingWindows.Of(5.Seconds()))
            .Late(late => late.To("late"))
            .Count("counts")));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "1", At(40));
        input.Pipe("a", "2", At(34));

        Assert.Equal(["2"], driver.Output<string, string>("late").ReadValues());
    }

    [Fact]
    public void The_late_stream_is_drawn_behind_its_windows()
    {
        using var driver = Driver(TimeWindows.Of(10.Seconds()), w => w);
        var late = Assert.Single(TopologyDescription.Of(driver.Graph).SubTopologies[0].Operators, o => o.Kind == "late");

        Assert.Equal("counts-late", late.Name);
    }

    private static TopologyTestDriver Driver(
        TimeWindows windows, Func<TimeWindowedKStream<string, string>, TimeWindowedKStream<string, string>> how) => new(new Inline(s =>
        how(s.Stream<string, string>("in").GroupByKey().WindowedBy(windows))
            .Late(late => late.To("late"))
            .Count("counts")
            .ToStream()
            .Map((window, count) => KeyValuePair.Create(window.Key, count))
            .To("out")));

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
