using Millrace.Simulation.Feeding;

namespace Millrace.Cli.Commands.Demo;

/// <summary>Reads how the demo stands, from counters that others write.</summary>
internal sealed class DemoMeter(DemoSystem system, string worker, SimulationFeed feed, SimulatedClock clock, TimeProvider realTime)
{
    private long _lastCount;
    private long _lastTime = realTime.GetTimestamp();
    private double _perSecond;

    public Exception? Failure => system.Failure;

    public DemoProgress Read()
    {
        var status = system.Status(worker);
        var elapsed = realTime.GetElapsedTime(_lastTime);
        if (elapsed > TimeSpan.FromMilliseconds(200))
        {
            _perSecond = (status.RecordsRead - _lastCount) / elapsed.TotalSeconds;
            _lastCount = status.RecordsRead;
            _lastTime = realTime.GetTimestamp();
        }

        var sent = feed.Progress;
        return new DemoProgress(
            clock.GetUtcNow(),
            sent.Readings + sent.Poison,
            status.RecordsRead,
            _perSecond,
            Math.Max(0, sent.Readings + sent.Poison - status.RecordsRead),
            status.OpenWindows,
            status.LateRecords,
            sent.HeldBack);
    }
}
