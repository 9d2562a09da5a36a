using Millrace.Testing;

namespace Millrace.Tests;

public sealed class WindowTests
{
    private static readonly TimeWindows FiveMinutes = TimeWindows.Of(5.Minutes()).Grace(30.Seconds());

    [Fact]
    public void A_tumbling_window_counts_its_records_and_drops_what_comes_after_its_grace()
    {
        using var driver = Driver(w => w);
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(0));
        input.Pipe("a", "x", At(299));
        input.Pipe("b", "x", At(329));
        input.Pipe("a", "x", At(100));
        input.Pipe("b", "x", At(330));
        input.Pipe("a", "x", At(100));

        Assert.Equal(["a@0=1", "a@0=2", "b@300=1", "a@0=3", "b@300=2"], Results(driver));
        Assert.Equal(1, driver.LateRecords);
    }

    [Fact]
    public void With_time_per_key_a_device_that_was_offline_is_not_late_because_its_neighbours_went_on()
    {
        using var driver = Driver(w => w.WithTimePerKey().Emit(EmitStrategy.OnWindowClose));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(10));
        input.Pipe("b", "x", At(6 * 3600));
        input.Pipe("a", "x", At(20));
        input.Pipe("a", "x", At(329));
        input.Pipe("a", "x", At(299));
        Assert.Empty(driver.Records("out"));
        input.Pipe("a", "x", At(330));
        input.Pipe("a", "x", At(299));

        Assert.Equal(["a@0=3"], Results(driver));
        Assert.Equal(1, driver.LateRecords);
    }

    [Fact]
    public void Each_key_closes_its_windows_in_order_across_gaps_and_restarts()
    {
        using var driver = Driver(w => w.WithTimePerKey().Emit(EmitStrategy.OnWindowClose));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(1000));
        input.Pipe("a", "x", At(1210));
        input.Pipe("a", "x", At(1190));
        driver.Restart();
        input.Pipe("a", "x", At(90_000_000));
        input.Pipe("a", "x", At(90_001_000));

        Assert.Equal(["a@900=2", "a@1200=1", "a@90000000=1"], Results(driver));
        Assert.Equal(0, driver.LateRecords);
    }

    [Fact]
    public void On_close_by_stream_time_windows_come_by_start_and_then_by_key()
    {
        using var driver = Driver(w => w.Emit(EmitStrategy.OnWindowClose));
        var input = driver.Input<string, string>("in");

        input.Pipe("b", "x", At(299));
        input.Pipe("a", "x", At(10));
        input.Pipe("c", "x", At(310));
        driver.Restart();
        input.Pipe("z", "x", At(5000));

        Assert.Equal(["a@0=1", "b@0=1", "c@300=1"], Results(driver));
    }

    [Fact]
    public void Hopping_windows_overlap_and_each_judges_a_late_record_for_itself()
    {
        using var driver = new TopologyTestDriver(new Inline(s => Count(s, TimeWindows.Of(10.Seconds()).Advance(5.Seconds()), w => w)));
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", At(12));
        input.Pipe("a", "x", At(16));
        input.Pipe("a", "x", At(14));

        Assert.Equal(["a@5=1", "a@10=1", "a@10=2", "a@15=1", "a@10=3"], Results(driver));
        Assert.Equal(1, driver.LateRecords);
    }

    [Fact]
    public void Grouping_by_a_key_that_was_changed_is_refused_at_build()
    {
        var error = Assert.Throws<TopologyException>(() => new StreamsBuilder()
            .Add(new Inline(s => s.Stream<string, string>("in").Map((k, v) => KeyValuePair.Create(v, k)).GroupByKey().Count("counts")))
            .Build("app"));

        Assert.Contains("changed at WindowTests.cs", Assert.Single(error.Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_aggregate_per_key_keeps_the_highest_timestamp_and_drops_nulls()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, string?>("in")
            .GroupByKey()
            .Aggregate("joined", () => "", (_, value, all) => all + value)
            .ToStream()
            .To("out")));
        var input = driver.Input<string, string?>("in");

        input.Pipe("a", "1", At(9));
        input.Pipe("a", "2", At(3));
        input.Pipe("a", null, At(20));

        Assert.Equal([("1", 9000L), ("12", 9000L)], driver.Output<string, string>("out").ReadAll().Select(r => (r.Value, r.Timestamp)));
        Assert.Equal(1, driver.DroppedRecords);
    }

    private static TopologyTestDriver Driver(Func<TimeWindowedKStream<string, string>, TimeWindowedKStream<string, string>> how) =>
        new(new Inline(s => Count(s, FiveMinutes, how)));

    private static void Count(
        StreamsBuilder streams, TimeWindows windows, Func<TimeWindowedKStream<string, string>, TimeWindowedKStream<string, string>> how) =>
        how(streams.Stream<string, string>("in").GroupByKey().WindowedBy(windows))
            .Count("counts")
            .ToStream()
            .Map((window, count) => KeyValuePair.Create(window.Key, $"{window.Key}@{window.Start / 1000}={count}"))
            .To("out");

    private static IReadOnlyList<string> Results(TopologyTestDriver driver) => driver.Output<string, string>("out").ReadValues();

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
