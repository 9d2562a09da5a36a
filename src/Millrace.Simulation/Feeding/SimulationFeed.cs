using Millrace.Simulation.Buildings;
using Millrace.Simulation.Faults;

namespace Millrace.Simulation.Feeding;

/// <summary>How far a feed is.</summary>
/// <param name="SentUntil">Everything that left the building before this moment has been sent.</param>
/// <param name="Readings">Sound readings sent.</param>
/// <param name="Poison">Poisoned records sent.</param>
/// <param name="HeldBack">Readings that gateways hold back at the moment.</param>
public sealed record FeedProgress(DateTimeOffset SentUntil, long Readings, long Poison, int HeldBack);

/// <summary>
/// Sends what leaves a building: its history as fast as the output takes it, stepping the clock along, then each record when the
/// clock reaches its moment. The clock is never behind a record, so nothing appears to come from the future.
/// </summary>
/// <param name="building">The building.</param>
/// <param name="faults">The plan with which the building was made; null for none.</param>
/// <param name="clock">Started by the feed when history is through.</param>
/// <param name="output">Where the records go.</param>
public sealed class SimulationFeed(Building building, FaultPlan? faults, SimulatedClock clock, IReadingOutput output)
{
    /// <summary>What a timer can do; a shorter wait is rounded up to it.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly FeedTimeline _timeline = new(building, faults);
    private FeedProgress _progress = new(building.Layout.Options.Start, 0, 0, 0);
    private int _runs;

    /// <summary>How far it is; may be read while it runs.</summary>
    public FeedProgress Progress => Volatile.Read(ref _progress);

    /// <summary>Sends from the building's start until <paramref name="until"/> (without end where null). To be called once.</summary>
    /// <param name="liveFrom">Where history ends and the clock starts to run.</param>
    /// <param name="until">The first moment that is not sent any more.</param>
    /// <param name="cancellationToken">Ends it, also while it waits.</param>
    public async Task RunAsync(DateTimeOffset liveFrom, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _runs) > 1)
            throw new InvalidOperationException("A feed runs once; make another one.");
        long readings = 0, poison = 0;
        foreach (var item in _timeline.Items())
        {
            if (item.SentAt >= until)
                break;
            if (!clock.IsRunning && item.SentAt >= liveFrom)
                await GoLiveAsync(liveFrom, cancellationToken);
            if (clock.IsRunning)
                await WaitUntilAsync(item.SentAt, cancellationToken);
            else
                clock.AdvanceTo(item.SentAt);

            await output.SendAsync(item.Record, cancellationToken);
            if (item.Record.Reading is { } reading && building.Layout.Find(reading.DeviceId) is not null)
                readings++;
            else
                poison++;
            Volatile.Write(ref _progress, new FeedProgress(item.SentAt, readings, poison, _timeline.HeldBack));
        }

        if (until is { } end)
        {
            if (clock.IsRunning)
                await WaitUntilAsync(end, cancellationToken);
            Volatile.Write(ref _progress, new FeedProgress(end, readings, poison, _timeline.HeldBack));
        }

        await output.FlushAsync(cancellationToken);
    }

    private async Task GoLiveAsync(DateTimeOffset liveFrom, CancellationToken cancellationToken)
    {
        await output.FlushAsync(cancellationToken);
        clock.AdvanceTo(liveFrom);
        clock.Start();
    }

    private async ValueTask WaitUntilAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        for (var wait = clock.RealTimeUntil(at); wait > TimeSpan.Zero; wait = clock.RealTimeUntil(at))
            await Task.Delay(wait > ShortestWait ? wait : ShortestWait, clock, cancellationToken);
    }
}
