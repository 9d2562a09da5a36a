using Millrace.Hvac.Alarms;
using Millrace.Hvac.People;

namespace Millrace.Hvac.Temperature;

/// <summary>A room that stays too far from its set point.</summary>
internal sealed class TemperatureRule(TemperatureAlertOptions options)
    : AlarmRule(AlertKind.Temperature, new AlarmLimits(BadSide.Above, options.WarningCelsius, options.CriticalCelsius, options.ClearCelsius))
{
    /// <summary>
    /// The distance |ambient - desired|. 22.3 - 21.3 is not 1 in binary; rounded to 6 decimals (half to even, far below
    /// what a sensor can tell) it is, and a limit means what it says.
    /// </summary>
    public override double? Measure(HvacReading reading) =>
        reading is { AmbientTemperature: { } ambient, DesiredTemperature: { } desired } ? Math.Round(Math.Abs(ambient - desired), 6) : null;

    public override string Describe(in AlarmStep step, double value, HvacReading reading)
    {
        var lasted = Say.Duration(reading.Timestamp - step.Began);
        var ambient = reading.AmbientTemperature.GetValueOrDefault();
        var desired = reading.DesiredTemperature.GetValueOrDefault();
        var side = ambient < desired ? "too cold" : "too warm";
        var measured = $"{Say.Celsius(ambient)} instead of {Say.Celsius(desired)}";
        return step.Event switch
        {
            AlarmEvent.Raised => $"{reading.DeviceId} has been {side} for {lasted}: {measured}.",
            AlarmEvent.Escalated => $"{reading.DeviceId} is getting worse, {Say.Celsius(value)} {side} after {lasted}: {measured}.",
            _ when reading.Mode == Mode.Off => $"{reading.DeviceId} was switched off; its temperature alarm ends after {lasted}.",
            _ when reading.Occupied == false => $"{reading.DeviceId} serves an empty room; its temperature alarm ends after {lasted}.",
            _ => $"{reading.DeviceId} is back at its set point after {lasted}: {Say.Celsius(ambient)}, set to {Say.Celsius(desired)}.",
        };
    }
}
