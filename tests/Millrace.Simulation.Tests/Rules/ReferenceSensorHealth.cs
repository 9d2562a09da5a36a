using Millrace.Hvac;

namespace Millrace.Simulation.Tests.Rules;

/// <summary>The rule that finds dead sensors, as <see cref="Millrace.Simulation.Faults.DeadSensor"/> describes it.</summary>
internal sealed class ReferenceSensorHealth
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(5);
    private DateTimeOffset? _newest;
    private DateTimeOffset? _runFrom;
    private double? _runValue;
    private bool _raised;
    private double _limit;

    public Finding? Judge(HvacReading reading)
    {
        if (reading.Timestamp < _newest)
            return null;
        var gap = reading.Timestamp - _newest;
        _newest = reading.Timestamp;
        var off = reading.Mode == Mode.Off;

        if (_raised)
        {
            if (!off && (reading.AmbientTemperature is null || reading.AmbientTemperature == _runValue))
                return null;
            var cleared = Say(reading, AlertState.Cleared);
            _raised = false;
            Begin(reading, off);
            return cleared;
        }

        if (off || _runFrom is null || gap > LongestGap || reading.AmbientTemperature != _runValue)
        {
            Begin(reading, off);
            return null;
        }

        _limit = _runValue is null ? 10 : 20;
        if ((reading.Timestamp - _runFrom.Value).TotalMinutes < _limit)
            return null;
        _raised = true;
        return Say(reading, AlertState.Raised);
    }

    private void Begin(HvacReading reading, bool off)
    {
        _runFrom = off ? null : reading.Timestamp;
        _runValue = reading.AmbientTemperature;
    }

    private Finding Say(HvacReading reading, AlertState state) => new(
        reading.DeviceId,
        AlertKind.Sensor,
        state,
        Severity.Warning,
        _runFrom!.Value,
        reading.Timestamp,
        (reading.Timestamp - _runFrom.Value).TotalMinutes,
        _limit);
}
