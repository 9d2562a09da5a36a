using Millrace.Hvac;
using Millrace.Simulation.Faults;
using Millrace.Simulation.Scoring;

namespace Millrace.Cli.Commands.Demo;

/// <summary>What has come out of the workers so far; written by the watcher's thread, read by the view's.</summary>
internal sealed class DemoBoard(FaultPlan plan)
{
    private const int Remembered = 200;

    private readonly Lock _lock = new();
    private readonly Queue<HvacAlert> _latest = new();
    private readonly Dictionary<(string Device, AlertKind Kind), HvacAlert> _standing = [];

    public Scoreboard Scores { get; } = new(plan);

    public long Alerts { get; private set; }

    public long Anomalies { get; private set; }

    public long EnergyHours { get; private set; }

    public long DeadLetters { get; private set; }

    /// <summary>The latest alerts, the newest last.</summary>
    public IReadOnlyList<HvacAlert> Latest(int most)
    {
        lock (_lock)
        {
            return [.. _latest.TakeLast(most)];
        }
    }

    /// <summary>The alarms that stand, the worst and oldest first.</summary>
    public IReadOnlyList<HvacAlert> Standing()
    {
        lock (_lock)
        {
            return [.. _standing.Values.OrderByDescending(a => a.Severity).ThenBy(a => a.Began)];
        }
    }

    public void Add(HvacAlert alert)
    {
        Scores.Observe(alert);
        lock (_lock)
        {
            Alerts++;
            _latest.Enqueue(alert);
            if (_latest.Count > Remembered)
            {
                _latest.Dequeue();
            }

            if (alert.State == AlertState.Cleared)
            {
                _standing.Remove((alert.DeviceId, alert.Kind));
            }
            else
            {
                _standing[(alert.DeviceId, alert.Kind)] = alert;
            }
        }
    }

    public void Add(TemperatureAnomaly anomaly)
    {
        Scores.Observe(anomaly);
        lock (_lock)
        {
            Anomalies++;
        }
    }

    public void AddEnergyHour()
    {
        lock (_lock)
        {
            EnergyHours++;
        }
    }

    public void AddDeadLetter(string? key)
    {
        Scores.ObserveDeadLetter(key);
        lock (_lock)
        {
            DeadLetters++;
        }
    }
}
