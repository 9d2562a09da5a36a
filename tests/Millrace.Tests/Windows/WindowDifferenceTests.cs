using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Windows;

/// <summary>Where windows do not do what Kafka Streams does; see docs/differences.md.</summary>
public sealed class WindowDifferenceTests
{
    [Theory]
    [InlineData("tumbling", KafkaStreamsFacts.None, 1)]
    [InlineData("tumbling", KafkaStreamsFacts.WindowsLostOnJumps, 0)]
    [InlineData("sliding", KafkaStreamsFacts.None, 1)]
    [InlineData("sliding", KafkaStreamsFacts.WindowsLostOnJumps, 0)]
    public void A_jump_of_time_loses_no_window(string kind, KafkaStreamsFacts facts, int windows)
    {
        using var driver = new TopologyTestDriver(
            new Inline(s =>
            {
                var grouped = s.Stream<string, string>("in").GroupByKey();
                (kind == "tumbling" ? grouped.WindowedBy(TimeWindows.Of(10.Seconds())) : grouped.WindowedBy(SlidingWindows.Of(10.Seconds())))
                    .Emit(EmitStrategy.OnWindowClose)
                    .Count("counts")
                    .ToStream((window, _) => window.Key)
                    .To("out");
            }),
            new() { Facts = facts });
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", DateTimeOffset.UnixEpoch + 20.Seconds());
        input.Pipe("a", "x", DateTimeOffset.UnixEpoch + 1.Hours());

        Assert.Equal(windows, driver.Records("out").Count);
    }

    [Theory]
    [InlineData(KafkaStreamsFacts.None, 1)]
    [InlineData(KafkaStreamsFacts.CachedWindowsOutliveRetention, 2)]
    public void A_window_can_be_read_as_long_as_its_retention_says(KafkaStreamsFacts facts, int windows)
    {
        using var driver = new TopologyTestDriver(
            new Inline(s => s.Stream<string, string>("in").GroupByKey().WindowedBy(TimeWindows.Of(10.Seconds())).Count("counts")),
            new() { Facts = facts });
        var input = driver.Input<string, string>("in");

        input.Pipe("a", "x", DateTimeOffset.UnixEpoch);
        input.Pipe("a", "x", DateTimeOffset.UnixEpoch + 1.Hours());

        Assert.Equal(windows, driver.Store<ITimestampedWindowStore<string, long>>("counts").All().Count());
    }

    [Fact]
    public void A_retention_that_is_shorter_than_windows_and_their_grace_is_refused_at_build()
    {
        var error = Assert.Throws<TopologyException>(() => new StreamsBuilder()
            .Add(new Inline(s => s.Stream<string, string>("in").GroupByKey()
                .WindowedBy(TimeWindows.Of(10.Seconds()).Grace(5.Seconds()))
                .Count("counts", new() { Retention = 12.Seconds() })))
            .Build("app"));

        Assert.Contains("at least", Assert.Single(error.Problems).What, StringComparison.Ordinal);
    }
}
