using Millrace.Testing;

namespace Millrace.Tests.Windows;

public sealed class IdleWindowTests
{
    private static readonly TimeSpan Allowance = 60.Seconds();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_window_closes_when_its_end_its_grace_and_the_allowance_have_passed_since_the_last_record(bool perKey)
    {
        using var driver = Driver(perKey);
        driver.Input<string, string>("in").Pipe("a", "x", At(100));

        // The window ends at 300 and has 30 s of grace: 230 s of event time after the record.
        driver.AdvanceWallClock(289.Seconds());
        Assert.Empty(Results(driver));
        driver.AdvanceWallClock(2.Seconds());
        Assert.Equal(["a@0=1"], Results(driver));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Time_does_not_run_away_from_what_comes_after_a_long_pause(bool perKey)
    {
        using var driver = Driver(perKey);
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "x", At(100));
        for (var day = 0; day < 3; day++)
        {
            driver.AdvanceWallClock(1.Days());
        }

        // The device has kept what it measured meanwhile: only what belongs to the window that closed is late.
        input.Pipe("a", "x", At(200));
        input.Pipe("a", "x", At(310));
        input.Pipe("a", "x", At(5000));

        Assert.Equal(["a@0=1", "a@300=1"], Results(driver));
        Assert.Equal(1, driver.LateRecords);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_closes_while_the_partition_has_records_to_read(bool perKey)
    {
        using var driver = Driver(perKey);
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "x", At(100));
        driver.SimulateLag("in", 0, 2);
        driver.AdvanceWallClock(1.Hours());
        Assert.Empty(Results(driver));

        input.Pipe("a", "x", At(110));
        driver.AdvanceWallClock(1.Hours());
        Assert.Empty(Results(driver));

        // With the last of them the pause begins.
        input.Pipe("a", "x", At(120));
        driver.AdvanceWallClock(200.Seconds());
        Assert.Empty(Results(driver));
        driver.AdvanceWallClock(100.Seconds());
        Assert.Equal(["a@0=3"], Results(driver));
    }

    [Fact]
    public void With_time_per_key_a_quiet_key_closes_its_windows_while_others_go_on()
    {
        using var driver = Driver(perKey: true);
        var input = driver.Input<string, string>("in");
        input.Pipe("quiet", "x", At(100));
        for (var second = 100; second < 1100; second += 10)
        {
            input.Pipe("busy", "x", At(second));
            driver.AdvanceWallClock(10.Seconds());
        }

        Assert.Equal(["busy@0=20", "quiet@0=1", "busy@300=30", "busy@600=30"], Results(driver));
    }

    [Theory]
    [InlineData(RestartMode.KeepState, false)]
    [InlineData(RestartMode.KeepState, true)]
    [InlineData(RestartMode.LoseState, false)]
    [InlineData(RestartMode.LoseState, true)]
    public void A_window_that_closed_for_being_idle_does_not_close_again_after_a_restart(RestartMode mode, bool perKey)
    {
        using var driver = Driver(perKey);
        var input = driver.Input<string, string>("in");
        input.Pipe("a", "x", At(100));
        driver.AdvanceWallClock(1.Hours());
        driver.Restart(mode);

        input.Pipe("a", "x", At(150));
        input.Pipe("a", "x", At(10_000));
        driver.AdvanceWallClock(1.Hours());

        Assert.Equal(["a@0=1", "a@9900=1"], Results(driver));
        Assert.Equal(1, driver.LateRecords);
    }

    [Fact]
    public void A_key_that_was_quiet_before_a_restart_closes_its_windows_after_it()
    {
        using var driver = Driver(perKey: true);
        driver.Input<string, string>("in").Pipe("a", "x", At(100));
        driver.AdvanceWallClock(30.Seconds());
        driver.Restart(RestartMode.LoseState);
        driver.AdvanceWallClock(1.Hours());

        Assert.Equal(["a@0=1"], Results(driver));
    }

    [Fact]
    public void Without_it_a_window_waits_for_a_record()
    {
        using var driver = new TopologyTestDriver(Topology(perKey: false, w => w));
        driver.Input<string, string>("in").Pipe("a", "x", At(100));
        driver.AdvanceWallClock(1.Days());

        Assert.Empty(Results(driver));
    }

    private static TopologyTestDriver Driver(bool perKey) => new(Topology(perKey, w => w.CloseWhenIdle(Allowance)));

    private static Inline Topology(bool perKey, Func<TimeWindowedKStream<string, string>, TimeWindowedKStream<string, string>> how) => new(streams =>
    {
        var windowed = streams.Stream<string, string>("in").GroupByKey()
            .WindowedBy(TimeWindows.Of(5.Minutes()).Grace(30.Seconds()))
            .Emit(EmitStrategy.OnWindowClose);
        how(perKey ? windowed.WithTimePerKey() : windowed)
            .Count("counts")
            .ToStream()
            .Map((window, count) => KeyValuePair.Create(window.Key, $"{window.Key}@{window.Start / 1000}={count}"))
            .To("out");
    });

    private static IReadOnlyList<string> Results(TopologyTestDriver driver) =>
        [.. driver.Records("out").Select(r => System.Text.Encoding.UTF8.GetString(r.Value!))];

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
