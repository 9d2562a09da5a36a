using Millrace.Hvac;
using Millrace.Simulation.Faults;

namespace Millrace.Simulation.Scoring;

/// <summary>
/// Compares what was injected with what came out. Fed with every output record in any order, asked at any time.
/// An alert or anomaly may be observed twice; a dead letter may not, since a record must have one only.
/// Safe for concurrent use.
/// </summary>
/// <param name="plan">What was injected.</param>
public sealed class Scoreboard(FaultPlan plan)
{
    /// <summary>A room needs so long after a fault until it, and what the rules learned of it, is as before: outputs until then are explained.</summary>
    internal static readonly TimeSpan Recovery = TimeSpan.FromMinutes(75);

    private readonly Lock _lock = new();
    private readonly List<Observation> _observations = [];
    private readonly Dictionary<string, int> _deadLetters = new(StringComparer.Ordinal);

    /// <summary>An alert appeared. Only what was RAISED finds a fault or is a false alarm.</summary>
    public void Observe(HvacAlert alert)
    {
        if (alert.State != AlertState.Raised)
            return;
        Add(new Observation(FaultCatalog.AlertTopic, alert.DeviceId, alert.Kind, alert.Began, alert.At, $"{alert.Kind} {alert.State}: {alert.Message}"));
    }

    /// <summary>An anomaly appeared.</summary>
    public void Observe(TemperatureAnomaly anomaly) =>
        Add(new Observation(
            FaultCatalog.AnomalyTopic, anomaly.DeviceId, AlertKind.Unknown, anomaly.WindowStart, anomaly.WindowEnd, $"anomaly: {anomaly.Message}"));

    /// <summary>A dead letter appeared.</summary>
    /// <param name="key">Its key as text; null and empty are a key, too.</param>
    public void ObserveDeadLetter(string? key)
    {
        lock (_lock)
        {
            var name = key ?? string.Empty;
            _deadLetters[name] = _deadLetters.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>The state of things.</summary>
    /// <param name="asOf">
    /// The simulated moment up to which everything was sent and, for a final report, what came of it was observed.
    /// </param>
    /// <param name="counts">What the workers counted; null where that is unknown, then lost and late readings are not judged.</param>
    public ScoreReport Report(DateTimeOffset asOf, StreamCounts? counts = null)
    {
        lock (_lock)
        {
            var injected = plan.All.Where(fault => fault.Start <= asOf && fault.Start >= plan.Layout.Options.Start);
            return new ScoreReport(asOf, [.. injected.Select(fault => Judge(fault, asOf, counts))], FalseAlarms());
        }
    }

    private void Add(Observation observation)
    {
        lock (_lock)
            _observations.Add(observation);
    }

    private FaultVerdict Judge(Fault fault, DateTimeOffset asOf, StreamCounts? counts)
    {
        var expected = FaultCatalog.Of(fault.Kind);
        if (fault is GatewayOutage && fault.End <= asOf && counts is { Late: > 0 })
            return new FaultVerdict(fault, expected, FaultOutcome.Missed, null, $"{counts.Late} readings were counted as late");
        if (fault is GatewayOutage && fault.End <= asOf && counts is not null && counts.Processed < counts.Sent)
            return new FaultVerdict(fault, expected, FaultOutcome.Missed, null, $"{counts.Sent - counts.Processed} readings were lost");
        if (FoundAt(fault) is { } at)
            return new FaultVerdict(fault, expected, FaultOutcome.Found, at, $"{expected.Output} at {at.UtcDateTime:HH:mm:ss}");

        var due = plan.DueAt(fault);
        return asOf < due
            ? new FaultVerdict(fault, expected, FaultOutcome.TooYoung, null, $"due by {due.UtcDateTime:HH:mm:ss}")
            : new FaultVerdict(fault, expected, FaultOutcome.Missed, null, $"no {expected.Output} on {expected.Topic} by {due.UtcDateTime:HH:mm:ss}");
    }

    private DateTimeOffset? FoundAt(Fault fault) => fault switch
    {
        PoisonRecord => _deadLetters.ContainsKey(fault.Target) ? fault.Start : null,
        GatewayOutage outage => Earliest(outage.Witness, outage),
        _ => Earliest(fault, fault),
    };

    /// <summary>The first matching output about a fault's device that lies within another's (or the same one's) time.</summary>
    private DateTimeOffset? Earliest(Fault fault, Fault within)
    {
        DateTimeOffset? earliest = null;
        foreach (var observation in _observations)
        {
            if (observation.Device == fault.Target
                && observation.At > within.Start
                && observation.At <= within.End + FaultCatalog.Of(within.Kind).RuleDelay
                && Says(observation, fault.Kind)
                && (earliest is null || observation.At < earliest))
                earliest = observation.At;
        }

        return earliest;
    }

    private static bool Says(in Observation observation, FaultKind kind) => kind switch
    {
        FaultKind.StuckDamper or FaultKind.RefrigerantLeak => observation.Kind == AlertKind.Temperature,
        FaultKind.StuckSensor or FaultKind.SilentSensor => observation.Kind == AlertKind.Sensor,
        FaultKind.SensorDrift => observation.Topic == FaultCatalog.AnomalyTopic,
        _ => false,
    };

    private List<FalseAlarm> FalseAlarms()
    {
        var alarms = new List<FalseAlarm>();
        foreach (var observation in _observations)
        {
            if (!plan.ForDevice(observation.Device).Any(fault => Explains(fault, observation)))
                alarms.Add(new FalseAlarm(observation.Topic, observation.Device, observation.At, observation.What));
        }

        var poison = plan.Poison.ToDictionary(record => record.Target, record => record.Start, StringComparer.Ordinal);
        foreach (var (key, count) in _deadLetters)
        {
            if (!poison.TryGetValue(key, out var at))
                alarms.Add(new FalseAlarm(FaultCatalog.DeadLetterTopic, key, DateTimeOffset.MinValue, $"{count} dead letters of sound records"));
            else if (count > 1)
                alarms.Add(new FalseAlarm(FaultCatalog.DeadLetterTopic, key, at, $"{count} dead letters of one record"));
        }

        return alarms;
    }

    private static bool Explains(Fault fault, in Observation observation) =>
        observation.At > fault.Start && observation.From <= fault.End + Recovery;
}
