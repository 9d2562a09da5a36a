namespace Millrace.Simulation.Faults;

/// <summary>The reported room temperature moves away from the truth at a steady pace, up to three degrees. The thermostat's own sensor is sound.</summary>
public sealed class SensorDrift : Fault
{
    private const double Most = 3;

    /// <summary>Creates the fault.</summary>
    /// <param name="deviceId">The unit.</param>
    /// <param name="start">When it begins.</param>
    /// <param name="end">When the sensor is replaced.</param>
    /// <param name="degreesPerMinute">Pace in degrees Celsius a minute; below zero it reports too little.</param>
    public SensorDrift(string deviceId, DateTimeOffset start, DateTimeOffset end, double degreesPerMinute)
        : base(FaultKind.SensorDrift, deviceId, start, end) => DegreesPerMinute = degreesPerMinute;

    /// <summary>Degrees Celsius a minute.</summary>
    public double DegreesPerMinute { get; }

    /// <inheritdoc/>
    public override string Description => $"room sensor drifts by {DegreesPerMinute:+0.00;-0.00} C a minute";

    internal override double? Distort(DateTimeOffset at, double? ambient, double? before) =>
        ambient is { } truth ? Math.Round(truth + Math.Clamp(DegreesPerMinute * (at - Start).TotalMinutes, -Most, Most), 2) : null;
}
