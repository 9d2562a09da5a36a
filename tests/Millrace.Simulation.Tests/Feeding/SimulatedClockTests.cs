using Millrace.Simulation.Feeding;

namespace Millrace.Simulation.Tests.Feeding;

public sealed class SimulatedClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 15, 8, 0, 0, TimeSpan.Zero);
    private readonly ManualTime _beneath = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_stands_until_it_is_started()
    {
        var clock = new SimulatedClock(Start, 120, _beneath);

        _beneath.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Start, clock.GetUtcNow());
        Assert.Equal(Timeout.InfiniteTimeSpan, clock.RealTimeUntil(Start.AddSeconds(1)));
        Assert.Equal(TimeSpan.Zero, clock.RealTimeUntil(Start));
    }

    [Fact]
    public void It_runs_at_its_speed()
    {
        var clock = new SimulatedClock(Start, 120, _beneath);
        clock.Start();

        _beneath.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Start.AddMinutes(20), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(1), clock.RealTimeUntil(Start.AddMinutes(22)));
    }

    [Fact]
    public void It_is_stepped_through_history_and_never_back()
    {
        var clock = new SimulatedClock(Start, 60, _beneath);

        clock.AdvanceTo(Start.AddHours(3));
        clock.AdvanceTo(Start.AddHours(1));
        Assert.Equal(Start.AddHours(3), clock.GetUtcNow());

        clock.Start();
        _beneath.Advance(TimeSpan.FromSeconds(1));
        clock.AdvanceTo(Start.AddHours(4));
        _beneath.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Start.AddHours(4).AddMinutes(1), clock.GetUtcNow());
    }

    [Fact]
    public void Timers_and_stopwatches_stay_real()
    {
        var clock = new SimulatedClock(Start, 120, _beneath);
        clock.Start();
        var before = clock.GetTimestamp();
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        _beneath.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(0, fired);
        _beneath.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, fired);
        Assert.Equal(TimeSpan.FromSeconds(5), clock.GetElapsedTime(before));
    }

    [Fact]
    public void A_real_time_clock_shows_the_time()
    {
        var clock = SimulatedClock.RealTime(_beneath);

        _beneath.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(_beneath.GetUtcNow(), clock.GetUtcNow());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_speed_that_is_none_is_refused(double speed) =>
        Assert.Throws<SimulationOptionsException>(() => new SimulatedClock(Start, speed, _beneath));
}
