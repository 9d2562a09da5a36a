using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Silences;

public sealed class SilenceTests
{
    private static readonly TimeSpan After = 5.Minutes();

    [Fact]
    public void A_key_that_is_not_heard_of_goes_quiet_when_the_time_is_over_and_not_before()
    {
        using var driver = Driver();
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "1");
        driver.AdvanceWallClock(1.Minutes());
        input.Pipe("b", "1");

        driver.AdvanceWallClock(4.Minutes() - TimeSpan.FromMilliseconds(1));
        Assert.Empty(Told(driver));
        driver.AdvanceWallClock(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a quiet 0..300"], Told(driver));
        driver.AdvanceWallClock(1.Minutes());
        Assert.Equal(["b quiet 60..360"], Told(driver));
        driver.AdvanceWallClock(1.Hours());
        Assert.Empty(Told(driver));
    }

    [Fact]
    public void Each_record_starts_the_time_anew()
    {
        using var driver = Driver();
        for (var i = 0; i < 10; i++)
        {
            driver.Input<string, string>("in").Pipe("a", "1");
            driver.AdvanceWallClock(4.Minutes());
        }

        Assert.Empty(Told(driver));
        driver.AdvanceWallClock(1.Minutes());
        Assert.Equal(["a quiet 2160..2460"], Told(driver));
    }

    [Fact]
    public void A_key_that_comes_back_says_so_once()
    {
        using var driver = Driver();
        driver.Input<string, string>("in").Pipe("a", "1");
        driver.AdvanceWallClock(10.Minutes());
        driver.Input<string, string>("in").Pipe("a", "1");
        driver.Input<string, string>("in").Pipe("a", "1");

        Assert.Equal(["a quiet 0..600", "a back 0..600"], Told(driver));
        driver.AdvanceWallClock(5.Minutes());
        Assert.Equal(["a quiet 600..900"], Told(driver));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Timers_and_silences_outlast_a_restart(bool restored)
    {
        var state = new InMemoryStateBackendProvider();
        using var driver = Driver(new TestDriverOptions { State = state });
        driver.Input<string, string>("in").Pipe("quiet", "1");
        driver.AdvanceWallClock(5.Minutes());
        driver.Input<string, string>("in").Pipe("running", "1");
        Assert.Equal(["quiet quiet 0..300"], Told(driver));

        driver.Restart(restored ? RestartMode.LoseState : RestartMode.KeepState);
        driver.AdvanceWallClock(5.Minutes());
        driver.Input<string, string>("in").Pipe("quiet", "1");

        Assert.Equal(["running quiet 300..600", "quiet back 0..600"], Told(driver));
    }

    [Fact]
    public void A_silence_that_ended_while_the_worker_was_down_is_told_when_it_is_up_again()
    {
        using var driver = Driver();
        driver.Input<string, string>("in").Pipe("a", "1");
        driver.Restart();
        driver.AdvanceWallClock(3.Hours());

        Assert.Equal(["a quiet 0..10800"], Told(driver));
    }

    [Fact]
    public void A_backlog_that_has_not_been_read_is_no_silence()
    {
        using var driver = Driver();
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "1");
        input.Pipe("b", "1");
        driver.SimulateLag("in", 0, 2);
        driver.AdvanceWallClock(3.Hours());
        Assert.Empty(Told(driver));

        input.Pipe("a", "1");
        input.Pipe("a", "1");
        driver.AdvanceWallClock(1.Seconds());

        Assert.Equal(["b quiet 0..10801"], Told(driver));
    }

    [Fact]
    public void Keys_are_told_in_the_order_in_which_they_went_quiet()
    {
        using var driver = Driver();
        string[] keys = ["c", "a", "d", "b"];
        foreach (var key in keys)
        {
            driver.Input<string, string>("in").Pipe(key, "1");
            driver.AdvanceWallClock(7.Seconds());
        }

        driver.AdvanceWallClock(1.Hours());

        Assert.Equal(keys, Told(driver).Select(t => t[..1]));
    }

    [Fact]
    public void Random_keys_go_quiet_exactly_when_a_simple_account_says_so()
    {
        var random = new Random(17);
        using var driver = Driver();
        var input = driver.Input<string, string>("in");
        var output = driver.Output<string, string>("out");
        var heard = new Dictionary<string, long>(StringComparer.Ordinal);
        var now = 0L;
        var told = 0;
        for (var step = 0; step < 2_000; step++)
        {
            var key = $"k{random.Next(50)}";
            input.Pipe(key, "1");
            heard[key] = now;
            var by = random.Next(3) switch { 0 => random.Next(10), 1 => random.Next(20_000), _ => random.Next(200_000) };
            driver.AdvanceWallClock(TimeSpan.FromMilliseconds(by));
            now += by;

            var quiet = heard.Where(h => h.Value + (long)After.TotalMilliseconds <= now).Select(h => h.Key).Order(StringComparer.Ordinal).ToList();
            quiet.ForEach(k => heard.Remove(k));
            told += quiet.Count;
            Assert.Equal(quiet, output.ReadAll().Where(r => r.Value.StartsWith("quiet", StringComparison.Ordinal)).Select(r => r.Key).Order(StringComparer.Ordinal));
        }

        Assert.InRange(told, 100, 2_000);
    }

    private static TopologyTestDriver Driver(TestDriverOptions? options = null) => new(
        new Inline(s => s.Stream<string, string>("in")
            .GroupByKey()
            .Silent("quiet", After)
            .MapValues(v => $"{(v.IsQuiet ? "quiet" : "back")} {v.LastHeard.ToUnixTimeSeconds()}..{v.At.ToUnixTimeSeconds()}")
            .To("out")),
        options);

    /// <summary>What came out since the last call, a line a record.</summary>
    private static List<string> Told(TopologyTestDriver driver)
    {
        var output = driver.Output<string, string>("out");
        var all = output.ReadAll().Select(r => $"{r.Key} {r.Value}").ToList();
        var news = all[Seen.GetOrCreateValue(driver).Value..];
        Seen.GetOrCreateValue(driver).Value = all.Count;
        return news;
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<TopologyTestDriver, System.Runtime.CompilerServices.StrongBox<int>> Seen = [];
}
