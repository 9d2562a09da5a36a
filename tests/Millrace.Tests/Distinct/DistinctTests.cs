using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Distinct;

public sealed class DistinctTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_second_record_of_an_id_is_left_out_within_the_span_and_not_after_it()
    {
        using var driver = Driver();
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "x1", Noon);
        input.Pipe("a", "x2", Noon + 10.Minutes());
        input.Pipe("a", "y", Noon + 11.Minutes());
        input.Pipe("a", "x3", Noon + 10.Minutes() + TimeSpan.FromMilliseconds(1));

        Assert.Equal(["x1", "y", "x3"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void The_same_id_of_another_key_is_another_id()
    {
        using var driver = Driver();
        driver.Input<string, string>("in").Pipe("a", "x", Noon);
        driver.Input<string, string>("in").Pipe("b", "x", Noon);

        Assert.Equal(["x", "x"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void A_backlog_has_its_duplicates_left_out_too_whatever_its_neighbours_time()
    {
        using var driver = Driver();
        var input = driver.Input<string, string>("in");
        input.Pipe("ahead", "x", Noon + 6.Hours());
        input.Pipe("behind", "x", Noon);
        input.Pipe("behind", "x", Noon);
        input.Pipe("behind", "y", Noon + 5.Minutes());
        input.Pipe("behind", "x", Noon + 6.Minutes());

        Assert.Equal(["x", "x", "y"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void A_late_records_id_is_remembered_as_long_as_any_other()
    {
        using var driver = Driver();
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "x", Noon + 6.Hours());
        input.Pipe("a", "y", Noon);
        input.Pipe("a", "y", Noon);
        input.Pipe("a", "z", Noon + 6.Hours() + 9.Minutes());
        input.Pipe("a", "y", Noon);

        Assert.Equal(["x", "y", "z"], driver.Output<string, string>("out").ReadValues());
    }

    [Theory]
    [InlineData(RestartMode.KeepState)]
    [InlineData(RestartMode.LoseState)]
    public void What_has_been_seen_outlasts_a_restart(RestartMode mode)
    {
        using var driver = Driver(new TestDriverOptions { State = new InMemoryStateBackendProvider(), CachedEntriesPerStore = 0 });
        driver.Input<string, string>("in").Pipe("a", "x", Noon);
        driver.Input<string, string>("in").Pipe("a", "y", Noon);

        driver.Restart(mode);
        driver.Input<string, string>("in").Pipe("a", "x", Noon);
        driver.Input<string, string>("in").Pipe("a", "z", Noon);
        driver.Input<string, string>("in").Pipe("a", "y", Noon);

        Assert.Equal(["x", "y", "z"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void A_record_whose_commit_failed_is_no_duplicate_of_itself()
    {
        using var driver = Driver();
        driver.Faults.AbortNextCommit();

        driver.Input<string, string>("in").Pipe("a", "x", Noon);
        driver.Input<string, string>("in").Pipe("a", "x", Noon);

        Assert.Equal(["x"], driver.Output<string, string>("out").ReadValues());
    }

    [Fact]
    public void Ids_are_forgotten_when_the_keys_time_is_past_the_span_and_keys_when_they_are_silent_for_long()
    {
        using var driver = Driver();
        var input = driver.Input<string, string>("in");
        for (var i = 0; i < 1000; i++)
        {
            input.Pipe("a", $"{i}", Noon + i.Minutes());
        }

        Assert.InRange(driver.Records("app-seen-changelog")[^1].Value!.Length, 1, 8 + (11 * (20 + 3)));
        driver.AdvanceWallClock(8.Hours());
        Assert.NotNull(driver.Records("app-seen-changelog")[^1].Value);
        driver.AdvanceWallClock(TimeSpan.FromDays(7));
        Assert.Null(driver.Records("app-seen-changelog")[^1].Value);
    }

    [Fact]
    public void Records_without_an_id_pass_and_those_without_a_key_are_counted()
    {
        using var driver = new TopologyTestDriver(new Inline(s => s.Stream<string, string>("in").DistinctBy("seen", v => v == "none" ? null! : v, 10.Minutes()).To("out")));
        driver.Input<string, string>("in").Pipe("a", "none", Noon);
        driver.Input<string, string>("in").Pipe("a", "none", Noon);
        driver.Input<string, string>("in").Pipe(null!, "x", Noon);

        Assert.Equal(["none", "none"], driver.Output<string, string>("out").ReadValues());
        Assert.Equal(1, driver.DroppedRecords);
    }

    [Fact]
    public void Random_records_pass_exactly_as_a_simple_account_says()
    {
        var random = new Random(5);
        using var driver = Driver();
        var input = driver.Input<string, string>("in");
        var passed = new Dictionary<(string Key, char Id), long>();
        var expected = new List<string>();
        var clocks = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < 3_000; i++)
        {
            var key = $"k{random.Next(5)}";
            var now = clocks[key] = clocks.GetValueOrDefault(key) + random.Next(60_000);
            var value = $"{(char)('a' + random.Next(20))}{i}";
            if (!passed.TryGetValue((key, value[0]), out var before) || now - before > 600_000)
            {
                passed[(key, value[0])] = now;
                expected.Add(value);
            }

            input.Pipe(key, value, Noon + TimeSpan.FromMilliseconds(now));
        }

        Assert.Equal(expected, driver.Output<string, string>("out").ReadValues());
        Assert.InRange(expected.Count, 100, 2_900);
    }

    /// <summary>The first letter is the id.</summary>
    private static TopologyTestDriver Driver(TestDriverOptions? options = null) =>
        new(new Inline(s => s.Stream<string, string>("in").DistinctBy("seen", v => int.TryParse(v, out _) ? v : v[..1], 10.Minutes()).To("out")), options);
}
