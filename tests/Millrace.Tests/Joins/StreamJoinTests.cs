using Millrace.Testing;

namespace Millrace.Tests.Joins;

public sealed class StreamJoinTests
{
    private static readonly JoinWindows Windows = JoinWindows.Of(5.Seconds()).Grace(3.Seconds());

    [Fact]
    public void Records_of_one_key_that_are_near_in_time_are_joined()
    {
        using var driver = Driver((l, r) => l.Join("j", r, Both, Windows));
        var (left, right) = Inputs(driver);

        left.Pipe("a", "1", At(10));
        right.Pipe("b", "other key", At(10));
        right.Pipe("a", "before", At(5));
        right.Pipe("a", "too early", At(4));
        right.Pipe("a", "after", At(15));

        Assert.Equal(["1/before@10", "1/after@15"], Results(driver));
    }

    [Fact]
    public void An_unmatched_record_comes_when_its_window_and_grace_are_over_and_at_no_later_time()
    {
        using var driver = Driver((l, r) => l.LeftJoin("j", r, (a, b) => Both(a, b ?? "none"), Windows));
        var (left, right) = Inputs(driver);

        left.Pipe("a", "1", At(10));
        left.Pipe("b", "2", At(12));
        right.Pipe("x", "time", At(18));
        Assert.Empty(Results(driver));
        right.Pipe("x", "time", At(18, 1));
        Assert.Equal(["1/none@10"], Results(driver));
        right.Pipe("x", "time", At(20, 1));

        Assert.Equal(["1/none@10", "2/none@12"], Results(driver));
    }

    [Fact]
    public void As_kafka_streams_does_it_an_unmatched_record_can_come_late()
    {
        using var late = Driver((l, r) => l.OuterJoin("j", r, (a, b) => Both(a ?? "none", b ?? "none"), Windows), KafkaStreamsFacts.All);
        using var exact = Driver((l, r) => l.OuterJoin("j", r, (a, b) => Both(a ?? "none", b ?? "none"), Windows));

        // The look at 18 passes over all that is open and expects the next only when the last of it is over.
        foreach (var driver in new[] { late, exact })
        {
            var (left, _) = Inputs(driver);
            left.Pipe("a", "1", At(1));
            left.Pipe("b", "2", At(3));
            left.Pipe("c", "3", At(9));
            left.Pipe("d", "4", At(9, 1));
            left.Pipe("e", "5", At(11, 1));
        }

        Assert.Equal(["1/none@1"], Results(late));
        Assert.Equal(["1/none@1", "2/none@3"], Results(exact));
    }

    [Fact]
    public void A_record_has_a_result_without_a_partner_or_results_with_partners_but_not_both()
    {
        using var driver = Driver((l, r) => l.LeftJoin("j", r, (a, b) => Both(a, b ?? "none"), Windows));
        using var asKafka = Driver((l, r) => l.LeftJoin("j", r, (a, b) => Both(a, b ?? "none"), Windows), KafkaStreamsFacts.All);

        foreach (var tried in new[] { driver, asKafka })
        {
            var (left, right) = Inputs(tried);
            left.Pipe("x", "time", At(16));
            left.Pipe("a", "late", At(10));
            right.Pipe("a", "in grace", At(11));
        }

        Assert.Equal(["late/in grace@11"], Results(driver));
        Assert.Equal(["late/none@10", "late/in grace@11"], Results(asKafka));
    }

    [Fact]
    public void Keeping_unmatched_records_of_value_types_gives_nullable_values()
    {
        var topology = new Inline(s => s.Stream<string, long>("left")
            .OuterJoin("j", s.Stream<string, int>("right"), (l, r) => $"{l?.ToString() ?? "none"}/{r?.ToString() ?? "none"}", Windows)
            .To("out"));
        using var driver = new TopologyTestDriver(topology);

        driver.Input<string, long>("left").Pipe("a", 0, At(1));
        driver.Input<string, int>("right").Pipe("b", 0, At(2));
        driver.Input<string, long>("left").Pipe("c", 1, At(100));

        Assert.Equal(["0/none@1", "none/0@2"], Results(driver));
    }

    [Theory]
    [InlineData(RestartMode.KeepState)]
    [InlineData(RestartMode.LoseState)]
    public void What_waits_and_what_may_be_found_outlives_a_restart(RestartMode mode)
    {
        foreach (var windows in new[] { Windows, Windows.WithTimePerKey() })
        {
            using var driver = Driver((l, r) => l.OuterJoin("j", r, (a, b) => Both(a ?? "none", b ?? "none"), windows));
            var (left, right) = Inputs(driver);
            left.Pipe("a", "1", At(10));
            left.Pipe("a", "2", At(10));
            right.Pipe("b", "3", At(11));

            driver.Restart(mode);
            right.Pipe("a", "4", At(12));
            right.Pipe("b", "5", At(30));

            Assert.Equal(["1/4@12", "2/4@12", "none/3@11"], Results(driver));
        }
    }

    [Fact]
    public void With_time_per_key_a_backlog_finds_its_partners_and_what_has_none_is_told_when_its_own_time_has_passed()
    {
        var perKey = Backlog(Windows.WithTimePerKey());
        var byStream = Backlog(Windows);

        Assert.Equal(["warm/on@1", "warm/off@60", "cold/none@100"], perKey);
        Assert.DoesNotContain("warm/on@1", byStream);

        static IReadOnlyList<string> Backlog(JoinWindows windows)
        {
            using var driver = Driver((l, r) => l.LeftJoin("j", r, (a, b) => Both(a, b ?? "none"), windows));
            var (left, right) = Inputs(driver);
            left.Pipe("offline", "warm", At(0));

            // Another device goes on for six hours; then the one that was away delivers what it held back.
            right.Pipe("online", "x", At(6 * 3600));
            right.Pipe("offline", "on", At(1));
            left.Pipe("offline", "warm", At(58));
            right.Pipe("offline", "off", At(60));
            left.Pipe("offline", "cold", At(100));
            right.Pipe("offline", "on", At(200));
            return [.. Results(driver)];
        }
    }

    [Fact]
    public void With_time_per_key_what_no_partner_can_find_any_more_is_deleted_from_the_changelog()
    {
        using var driver = Driver((l, r) => l.Join("j", r, Both, Windows.WithTimePerKey()));
        var (left, _) = Inputs(driver);

        left.Pipe("a", "1", At(10));
        left.Pipe("b", "2", At(10));
        left.Pipe("a", "3", At(100));

        var deleted = Assert.Single(driver.Records("app-j-this-join-store-changelog"), r => r.Value is null);
        Assert.Equal((byte)'a', deleted.Key![0]);
    }

    [Fact]
    public void Sides_whose_keys_were_changed_come_together_in_one_partition()
    {
        var topology = new Inline(s => s.Stream<string, string>("left").SelectKey((_, v) => v)
            .Join("j", s.Stream<string, string>("right").SelectKey((_, v) => v), Both, Windows)
            .To("out"));
        using var driver = new TopologyTestDriver(topology, new TestDriverOptions { Partitions = 5 });
        for (var i = 0; i < 50; i++)
        {
            driver.Input<string, string>("left").Pipe($"l{i}", $"key-{i}", At(1));
            driver.Input<string, string>("right").Pipe($"r{i}", $"key-{i}", At(1));
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"key-{i}/key-{i}@1"), Results(driver));
        Assert.Contains(driver.Graph.Topics, t => t.Name == "app-j-left-repartition");
        Assert.Contains(driver.Graph.Topics, t => t.Name == "app-j-right-repartition");
        Assert.True(driver.Records("app-j-left-repartition").Select(r => r.Partition).Distinct().Count() > 1);
    }

    [Fact]
    public void A_stream_joined_with_itself_may_have_one_store_and_gives_the_same()
    {
        var one = Run(TopologyOptimization.SingleStoreSelfJoin, stores: 1);
        var two = Run(TopologyOptimization.None, stores: 2);

        Assert.Equal(two, one);
        Assert.Equal(["1/1@1", "2/1@3", "1/2@3", "2/2@3"], one);

        static IReadOnlyList<string> Run(TopologyOptimization optimization, int stores)
        {
            var topology = new Inline(s =>
            {
                var input = s.Stream<string, string>("left");
                input.Join("j", input, Both, Windows).To("out");
            });
            using var driver = new TopologyTestDriver(topology, new TestDriverOptions { Optimization = optimization });
            Assert.Equal(stores, driver.Graph.SubTopologies.Sum(t => t.Stores.Count));
            driver.Input<string, string>("left").Pipe("a", "1", At(1));
            driver.Input<string, string>("left").Pipe("a", "2", At(3));
            return [.. Results(driver)];
        }
    }

    [Fact]
    public void A_window_that_ends_before_it_begins_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => JoinWindows.Of(1.Seconds()).Before(-2.Seconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => JoinWindows.Of(-1.Seconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => JoinWindows.Of(1.Seconds()).Grace(-1.Seconds()));
    }

    private static string Both(string left, string right) => $"{left}/{right}";

    private static DateTimeOffset At(int seconds, int milliseconds = 0) => DateTimeOffset.UnixEpoch + seconds.Seconds() + milliseconds.Milliseconds();

    private static TopologyTestDriver Driver(
        Func<KStream<string, string>, KStream<string, string>, KStream<string, string>> join, KafkaStreamsFacts facts = KafkaStreamsFacts.None) => new(
        new Inline(s => join(s.Stream<string, string>("left"), s.Stream<string, string>("right")).To("out")), new TestDriverOptions { Facts = facts });

    private static (TestInputTopic<string, string> Left, TestInputTopic<string, string> Right) Inputs(TopologyTestDriver driver) =>
        (driver.Input<string, string>("left"), driver.Input<string, string>("right"));

    private static IEnumerable<string> Results(TopologyTestDriver driver) =>
        driver.Records("out").Select(r => $"{System.Text.Encoding.UTF8.GetString(r.Value!)}@{r.Timestamp / 1000}");
}
