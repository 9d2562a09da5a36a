using Millrace.Hvac;
using Millrace.Simulation.Buildings;
using Millrace.Simulation.Faults;
using Millrace.Simulation.Feeding;

namespace Millrace.Simulation.Tests.Feeding;

public sealed class SimulationFeedTests
{
    private static readonly BuildingOptions Options = new() { Rooms = 20 };
    private static readonly DateTimeOffset Start = Options.Start;
    private static readonly DateTimeOffset LiveFrom = Start.AddHours(3);
    private readonly BuildingLayout _layout = new(Options);
    private readonly ManualTime _beneath = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task History_comes_at_once_and_the_live_part_at_the_clock_s_speed()
    {
        var clock = new SimulatedClock(Start, 120, _beneath);
        var output = new ListOutput();
        var feed = new SimulationFeed(new Building(_layout), null, clock, output);

        var run = feed.RunAsync(LiveFrom, LiveFrom.AddMinutes(10), TestContext.Current.CancellationToken);

        Assert.Equal(20 * 180, output.Records.Count);
        Assert.True(clock.IsRunning);
        Assert.Equal(LiveFrom, clock.GetUtcNow());
        _beneath.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal(20 * 185, output.Records.Count);
        _beneath.Advance(TimeSpan.FromSeconds(2.5));
        await run;
        Assert.Equal(20 * 190, output.Records.Count);
        Assert.Equal(new FeedProgress(LiveFrom.AddMinutes(10), 20 * 190, 0, 0), feed.Progress);
        Assert.True(output.Flushed);
    }

    [Fact]
    public async Task No_record_is_ahead_of_the_clock()
    {
        var clock = new SimulatedClock(Start, 1_000, _beneath);
        var ahead = 0;
        var output = new ListOutput(record => ahead += record.Timestamp > clock.GetUtcNow() ? 1 : 0);
        var plan = FaultPlan.Create(_layout, new FaultPlanOptions { LiveStart = LiveFrom });
        var feed = new SimulationFeed(new Building(_layout, plan), plan, clock, output);

        var run = feed.RunAsync(LiveFrom, LiveFrom.AddMinutes(40), TestContext.Current.CancellationToken);
        _beneath.Advance(TimeSpan.FromMinutes(1));
        await run;

        Assert.Equal(0, ahead);
        Assert.Equal(6, feed.Progress.Poison);
    }

    [Fact]
    public async Task A_gateway_s_backlog_comes_late_in_order_and_whole()
    {
        var away = Start.AddMinutes(30);
        var back = Start.AddMinutes(45);
        var witness = new DeadSensor("R-101", away, back, silent: true);
        var plan = new FaultPlan(_layout, [witness, new GatewayOutage("GW-1", away, back, witness)]);
        var clock = new SimulatedClock(Start, 1, _beneath);
        var sent = new List<(DateTimeOffset At, HvacReading Reading)>();
        var output = new ListOutput(record => sent.Add((clock.GetUtcNow(), record.Reading!)));
        var feed = new SimulationFeed(new Building(_layout, plan), plan, clock, output);

        await feed.RunAsync(Start.AddHours(1), Start.AddHours(1), TestContext.Current.CancellationToken);

        var delayed = sent.Where(item => item.At - item.Reading.Timestamp > TimeSpan.Zero).ToList();
        Assert.Equal(10 * 15, delayed.Count);
        Assert.All(delayed, item => Assert.Equal("GW-1", _layout.Find(item.Reading.DeviceId)!.Gateway));
        Assert.Single(delayed.Select(item => item.At).Distinct());
        Assert.Equal(20 * 60, sent.Count);
        Assert.All(
            sent.GroupBy(item => item.Reading.DeviceId, StringComparer.Ordinal),
            device => Assert.Equal(device.Select(item => item.Reading.Timestamp).Order(), device.Select(item => item.Reading.Timestamp)));
        Assert.Equal(
            new Building(_layout, plan).Readings().Take(20 * 60).OrderBy(reading => reading.DeviceId, StringComparer.Ordinal).ThenBy(reading => reading.Timestamp),
            sent.Select(item => item.Reading).OrderBy(reading => reading.DeviceId, StringComparer.Ordinal).ThenBy(reading => reading.Timestamp));
    }

    [Fact]
    public async Task What_a_gateway_still_holds_back_at_the_end_is_said()
    {
        var witness = new DeadSensor("R-101", Start, Start.AddHours(1), silent: true);
        var plan = new FaultPlan(_layout, [witness, new GatewayOutage("GW-1", Start.AddMinutes(10), Start.AddMinutes(30), witness)]);
        var output = new ListOutput();
        var feed = new SimulationFeed(new Building(_layout, plan), plan, new SimulatedClock(Start, 1, _beneath), output);

        await feed.RunAsync(Start.AddHours(1), Start.AddMinutes(20), TestContext.Current.CancellationToken);

        Assert.Equal(100, feed.Progress.HeldBack);
        Assert.Equal((20 * 20) - 100, feed.Progress.Readings);
    }

    [Fact]
    public async Task A_feed_that_waits_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var feed = new SimulationFeed(new Building(_layout), null, new SimulatedClock(Start, 1, _beneath), new ListOutput());

        var run = feed.RunAsync(Start, null, cancel.Token);
        Assert.False(run.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_feed_runs_once()
    {
        var feed = new SimulationFeed(new Building(_layout), null, new SimulatedClock(Start, 1, _beneath), new ListOutput());
        await feed.RunAsync(LiveFrom, Start.AddMinutes(1), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(() => feed.RunAsync(LiveFrom, null, TestContext.Current.CancellationToken));
    }
}
