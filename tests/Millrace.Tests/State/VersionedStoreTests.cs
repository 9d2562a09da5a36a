using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.State;

public sealed class VersionedStoreTests
{
    [Theory]
    [InlineData(RestartMode.KeepState)]
    [InlineData(RestartMode.LoseState)]
    public void Versions_are_found_by_their_time_over_restarts(RestartMode mode)
    {
        using var driver = Driver(10.Seconds());
        Put(driver, ("a", "1", 1000), ("a", "3", 3000), ("a", "2", 2000), ("a", null, 4000));

        driver.Restart(mode);
        var store = driver.Store<IVersionedKeyValueStore<string, string?>>("t");

        Assert.Null(store.Get("a"));
        Assert.Null(store.Get("a", 999));
        Assert.Equal(new VersionedRecord<string?>("1", 1000, 2000), store.Get("a", 1999));
        Assert.Equal(new VersionedRecord<string?>("2", 2000, 3000), store.Get("a", 2000));
        Assert.Equal(new VersionedRecord<string?>("3", 3000, 4000), store.Get("a", 3999));
        Assert.Null(store.Get("a", 4000));
        Assert.Equal(["1", "2", "3"], store.Get("a", 0, 9000).Select(v => v.Value));
        Assert.Equal(["2"], store.Get("a", 2000, 2999).Select(v => v.Value));
    }

    [Fact]
    public void What_is_out_of_history_is_dropped_and_forgotten_but_for_the_newest_of_a_key()
    {
        using var driver = Driver(10.Seconds());
        Put(driver, ("a", "1", 1000), ("a", "2", 2000), ("gone", "x", 1000), ("gone", null, 1500), ("b", "3", 100_000));
        Put(driver, ("a", "too old", 89_999));
        var store = driver.Store<IVersionedKeyValueStore<string, string?>>("t");

        Assert.Equal(1, driver.DroppedRecords);
        Assert.Equal("2", store.Get("a", 50_000)?.Value);
        Assert.Null(store.Get("a", 1500));
        Assert.Equal("2", store.Get("a")?.Value);
        Assert.Equal(3, driver.Records("out").Count(r => r.Key is [(byte)'a', ..]) + driver.Records("out").Count(r => r.Key is [(byte)'b', ..]));
    }

    [Fact]
    public void Versions_that_have_ended_leave_the_bytes_too()
    {
        var state = new InMemoryStateBackendProvider();
        using (var driver = Driver(10.Seconds(), state))
        {
            Put(driver, ("a", "1", 1000), ("a", "2", 2000), ("a", "3", 3000), ("gone", "x", 1000), ("gone", null, 1500));
            Put(driver, ("b", "1", 100_000), ("b", "2", 100_001));
        }

        // Left are the newest of a and of b, b's older version and when it ended, and the highest time.
        Assert.Equal(5, state.Open(new TaskId(0, 0), ["t"]).Store(0).ApproximateCount);
    }

    [Fact]
    public void A_version_from_the_past_goes_to_streams_but_changes_no_aggregate()
    {
        using var driver = new TopologyTestDriver(new Inline(s =>
        {
            var table = s.Table<string, string>("in", "t", materialized: new() { History = 10.Seconds() });
            table.ToStream().To("out");
            table.GroupBy("g", (_, v) => KeyValuePair.Create("all", v)).Aggregate("sum", () => "", (_, v, all) => all + "+" + v, (_, v, all) => all + "-" + v).ToStream().To("sums");
        }));

        Put(driver, ("a", "1", 1000), ("a", "3", 3000), ("a", "2", 2000));

        Assert.Equal(["1", "3", "2"], driver.Output<string, string>("out").ReadValues());
        Assert.Equal(["+1", "+1-1+3"], driver.Output<string, string>("sums").ReadValues());
    }

    [Fact]
    public void Its_changelog_is_not_compacted_before_history_is_over()
    {
        using var driver = Driver(10.Seconds());

        var changelog = Assert.Single(driver.Graph.Topics, t => t.Role == TopicRole.Changelog);
        Assert.Equal("86410000", changelog.ToKafkaSettings()["min.compaction.lag.ms"]);
        Assert.Equal("compact", changelog.ToKafkaSettings()["cleanup.policy"]);
    }

    private static TopologyTestDriver Driver(TimeSpan history, IStateBackendProvider? state = null) => new(
        new Inline(s => s.Table<string, string?>("in", "t", materialized: new() { History = history }).ToStream().To("out")),
        new TestDriverOptions { State = state ?? new InMemoryStateBackendProvider() });

    private static void Put(TopologyTestDriver driver, params ReadOnlySpan<(string Key, string? Value, long Timestamp)> records)
    {
        foreach (var (key, value, timestamp) in records)
        {
            driver.Input<string, string?>("in").Pipe(key, value, DateTimeOffset.FromUnixTimeMilliseconds(timestamp));
        }
    }
}
