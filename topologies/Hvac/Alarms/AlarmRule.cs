namespace Millrace.Hvac.Alarms;

/// <summary>One kind of alarm: what it measures, its limits, and its words.</summary>
internal abstract class AlarmRule(AlertKind kind, AlarmLimits limits)
{
    public AlertKind Kind { get; } = kind;

    public AlarmLimits Limits { get; } = limits;

    /// <summary>The value that is compared with the limits; null for a reading that has none and is left out entirely.</summary>
    public abstract double? Measure(HvacReading reading);

    /// <summary>Says in a sentence what happened.</summary>
    public abstract string Describe(in AlarmStep step, double value, HvacReading reading);

    public AlarmSignal Signal(HvacReading reading, double value) => new(
        reading.Timestamp, UnitUses.Of(reading), Limits.IsExceededBy(value), Limits.IsCritical(value), Limits.IsCalm(value));
}
