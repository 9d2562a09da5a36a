using Millrace.Hvac.Alarms;
using Millrace.Hvac.People;

namespace Millrace.Hvac.Climate;

/// <summary>Air that is too humid, too dry or stale.</summary>
internal sealed class ClimateRule(AlertKind kind, AlarmLimits limits, ClimateWords words, Func<HvacReading, double?> metric)
    : AlarmRule(kind, limits)
{
    public override double? Measure(HvacReading reading) => metric(reading);

    public override string Describe(in AlarmStep step, double value, HvacReading reading)
    {
        var lasted = Say.Duration(reading.Timestamp - step.Began);
        var measured = $"{Say.Number(value)} {words.Unit}";
        return step.Event switch
        {
            AlarmEvent.Raised => $"{reading.DeviceId}: the air has been {words.Trouble} for {lasted}, {words.Metric} {measured}.",
            AlarmEvent.Escalated => $"{reading.DeviceId}: the air is getting worse, {words.Metric} {measured} after {lasted}.",
            _ when reading.Mode == Mode.Off => $"{reading.DeviceId} was switched off; its {words.Metric} alarm ends after {lasted}.",
            _ when reading.Occupied == false => $"{reading.DeviceId} serves an empty room; its {words.Metric} alarm ends after {lasted}.",
            _ => $"{reading.DeviceId}: the air is good again after {lasted}, {words.Metric} {measured}.",
        };
    }
}

/// <summary>How people speak of a metric.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="Trouble">What the air is when it is bad.</param>
/// <param name="Unit">The unit.</param>
internal sealed record ClimateWords(string Metric, string Trouble, string Unit);
