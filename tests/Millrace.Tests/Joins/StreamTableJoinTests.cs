using Millrace.Testing;

namespace Millrace.Tests.Joins;

public sealed class StreamTableJoinTests
{
    private static readonly Materialized<string, string?> TenSeconds = new() { History = 10.Seconds() };

    [Fact]
    public void A_record_is_joined_with_what_the_table_held_at_its_time_if_the_table_keeps_versions()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, string>("in")
            .LeftJoin(s.Table<string, string?>("table", "t", materialized: TenSeconds), (l, r) => $"{l}/{r ?? "none"}")
            .To("out")));
        var table = driver.Input<string, string?>("table");
        table.Pipe("a", "first", At(1));
        table.Pipe("a", "second", At(5));

        foreach (var second in new[] { 0, 1, 4, 5, 9 })
        {
            driver.Input<string, string>("in").Pipe("a", $"{second}", At(second));
        }

        Assert.Equal(["0/none", "1/first", "4/first", "5/second", "9/second"], driver.Output<string, string>("out").ReadValues());
    }

    [Theory]
    [InlineData(RestartMode.KeepState)]
    [InlineData(RestartMode.LoseState)]
    public void With_grace_a_record_waits_for_the_table_over_restarts(RestartMode mode)
    {
        using var driver = new TopologyTestDriver(Grace());
        var (input, table) = (driver.Input<string, string>("in"), driver.Input<string, string?>("table"));
        input.Pipe("a", "1", At(5));
        input.Pipe("b", "2", At(5));
        Assert.Empty(driver.Records("out"));

        driver.Restart(mode);
        table.Pipe("a", "came later", At(4));
        input.Pipe("a", "3", At(7));

        Assert.Equal(["1/came later", "2/none"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void With_grace_a_record_without_a_key_is_joined_with_null_unless_kafka_streams_failure_is_asked_for()
    {
        using var driver = new TopologyTestDriver(Grace());
        using var asKafka = new TopologyTestDriver(Grace(), new TestDriverOptions { Facts = KafkaStreamsFacts.NullKeyFailsJoinWithGrace });

        driver.Pipe("in", null, "1"u8.ToArray(), 1);

        Assert.Equal(["1/none"], driver.Output<string, string>("out").ReadValues());
        Assert.Throws<RecordFailedException>(() => asKafka.Pipe("in", null, "1"u8.ToArray(), 1));
    }

    [Fact]
    public void A_left_join_with_a_table_of_numbers_gives_nullable_numbers()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, string>("in")
            .LeftJoin(s.Table<string, long>("table", "t"), (_, n) => n is null ? "none" : $"{n + 1}")
            .To("out")));
        driver.Input<string, string>("in").Pipe("a", "x", At(1));
        driver.Input<string, long>("table").Pipe("a", 0, At(1));
        driver.Input<string, string>("in").Pipe("a", "x", At(1));

        Assert.Equal(["none", "1"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void A_global_table_is_seen_by_every_task_whatever_its_partitions()
    {
        using var driver = new TopologyTestDriver(
            new Inline(s => s.Stream<string, string>("in")
                .Join(s.GlobalTable<string, string>("sites", "site-names"), (_, site) => site, (site, name) => $"{site} is {name}")
                .To("out")),
            new TestDriverOptions { Partitions = 7 });
        for (var i = 0; i < 40; i++)
        {
            driver.Input<string, string>("sites").Pipe($"site-{i}", $"name-{i}", At(1));
        }

        for (var i = 0; i < 40; i++)
        {
            driver.Input<string, string>("in").Pipe($"device-{i}", $"site-{i}", At(1));
        }

        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => $"site-{i} is name-{i}").Order(StringComparer.Ordinal),
            driver.Output<string, string>("out").ReadValues().Order(StringComparer.Ordinal));
        Assert.True(driver.GlobalStore<string, string>("site-names").TryGet("site-7", out var name, out _));
        Assert.Equal("name-7", name);
    }

    [Fact]
    public void Misuse_is_told_at_build_with_how_to_mend_it()
    {
        var builder = new StreamsBuilder();
        var input = builder.Stream<string, string>("in");
        input.Join(builder.Table<string, string>("storeless"), (l, _) => l).To("out");
        input.SelectKey((_, v) => v).Join(builder.Table<string, string>("stored", "t"), (l, _) => l).To("out");
        input.Join(builder.Table<string, string>("plain", "p"), (l, _) => l, new() { Name = "j", Grace = 1.Seconds() }).To("out");
        input.Join(
            builder.Table<string, string>("versioned", "v", materialized: new() { History = 1.Seconds() }), (l, _) => l, new() { Grace = 2.Seconds() }).To("out");
        builder.GlobalTable<string, string>("in", "g");

        var problems = Assert.Throws<TopologyException>(() => builder.Build("app")).Problems;

        Assert.Contains(problems, p => p.What.Contains("has no store to be looked up in", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.What.Contains("makes a repartition topic", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.What.Contains("keeps no versions", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.What.Contains("longer than the table's history", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.What.Contains("keeps the records that wait: name it", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.What.Contains("is a global table here and is read by tasks", StringComparison.Ordinal));
        Assert.All(problems, p => Assert.StartsWith("StreamTableJoinTests.cs:", p.Place.ToString()));
    }

    private static Inline Grace() => new(s => s.Stream<string, string>("in")
        .LeftJoin(
            s.Table<string, string?>("table", "t", materialized: TenSeconds),
            (l, r) => $"{l}/{r ?? "none"}",
            new() { Name = "j", Grace = 1.Seconds() })
        .To("out"));

    private static DateTimeOffset At(int seconds) => DateTimeOffset.UnixEpoch + seconds.Seconds();
}
