using Millrace.Graph;
using Millrace.Testing;

namespace Millrace.Tests.Time;

public sealed class FutureTimestampTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_clamped_record_has_the_clocks_time_and_drags_none_along()
    {
        using var driver = Driver(FutureTimestamps.Clamp(5.Minutes()));
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "allowed", Now + 5.Minutes());
        input.Pipe("a", "ahead", Now + 5.Minutes() + TimeSpan.FromMilliseconds(1));
        driver.AdvanceWallClock(1.Hours());
        input.Pipe("a", "later", Now + 65.Minutes());

        Assert.Equal([5, 0, 65], driver.Output<string, string>("out").ReadAll().Select(r => (r.Timestamp - Now.ToUnixTimeMilliseconds()) / 60_000));
    }

    [Fact]
    public void A_dropped_record_is_counted()
    {
        using var driver = Driver(FutureTimestamps.Drop(5.Minutes()));
        driver.Input<string, string>("in").Pipe("a", "ahead", Now + 6.Minutes());
        driver.Input<string, string>("in").Pipe("a", "good", Now);

        Assert.Equal(["good"], driver.Output<string, string>("out").ReadValues());
        Assert.Equal(1, driver.DroppedRecords);
    }

    [Fact]
    public void A_dead_letter_tells_how_far_ahead_it_was()
    {
        using var driver = Driver(FutureTimestamps.DeadLetter(5.Minutes()), ErrorPolicy.DeadLetterTo("dead"));
        driver.Input<string, string>("in").Pipe("a", "ahead", Now + 6.Minutes());
        driver.Input<string, string>("in").Pipe("a", "good", Now);

        Assert.Equal(["good"], driver.Output<string, string>("out").ReadValues());
        var letter = Assert.Single(driver.Records("dead"));
        Assert.Contains("360000 ms ahead", letter.Headers!.Last(DeadLetterHeaders.Message)!.Value.Text, StringComparison.Ordinal);
        Assert.Equal(Now + 6.Minutes(), DateTimeOffset.FromUnixTimeMilliseconds(letter.Timestamp!.Value));
    }

    [Fact]
    public void Dead_letters_without_a_topic_for_them_are_a_problem_of_the_topology()
    {
        var streams = new StreamsBuilder();
        streams.Stream("in", new Consumed<string, string> { Future = FutureTimestamps.DeadLetter(5.Minutes()) }).To("out");

        var problem = Assert.Single(Assert.Throws<TopologyException>(() => streams.Build("app")).Problems);

        Assert.Contains("DeadLetterTo", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_holds_for_extracted_timestamps_for_tables_and_as_the_applications_default_and_is_described()
    {
        var graph = new StreamsBuilder(defaults: new StreamsDefaults { Future = FutureTimestamps.Clamp(1.Minutes()) })
            .Add(new Inline(s =>
            {
                s.Stream("in", new Consumed<string, string> { Timestamp = (_, v, _, _) => long.Parse(v) }).To("out");
                s.Table<string, string>("table", "store").ToStream().To("changes");
            }))
            .Build("app");
        using var driver = new TopologyTestDriver(graph, new TestDriverOptions { Start = Now });
        driver.Input<string, string>("in").Pipe("a", $"{long.MaxValue}", Now);
        driver.Input<string, string>("table").Pipe("a", "x", Now + 1.Hours());

        Assert.Equal(Now.ToUnixTimeMilliseconds(), driver.Output<string, string>("out").Read().Timestamp);
        Assert.Equal(Now.ToUnixTimeMilliseconds(), driver.Output<string, string>("changes").Read().Timestamp);
        Assert.Contains("source in (future timestamps clamp after 00:01:00)", TopologyDescription.Of(graph).ToText(), StringComparison.Ordinal);
    }

    private static TopologyTestDriver Driver(FutureTimestamps future, ErrorPolicy? errors = null) => new(
        new Inline(s => s.Stream("in", new Consumed<string, string> { Future = future, Errors = errors }).To("out")), new TestDriverOptions { Start = Now });
}
