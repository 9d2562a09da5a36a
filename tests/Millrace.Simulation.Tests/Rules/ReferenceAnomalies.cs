using Millrace.Hvac;

namespace Millrace.Simulation.Tests.Rules;

/// <summary>Temperature anomalies of one device, written a second time straight from their description.</summary>
internal sealed class ReferenceAnomalies
{
    private static readonly TimeSpan Size = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly double Alpha = 1 - Math.Pow(0.5, 1.0 / 24);
    private readonly SortedDictionary<DateTimeOffset, (double Sum, int Count)> _open = [];
    private DateTimeOffset _newest = DateTimeOffset.MinValue;
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;
    private int _taught;
    private int _row;
    private double _mean;
    private double _variance;

    /// <summary>The greatest score that any judged window had.</summary>
    public double WorstScore { get; private set; }

    public int Late { get; private set; }

    public IEnumerable<TemperatureAnomaly> Judge(HvacReading reading)
    {
        if (reading is not { AmbientTemperature: { } ambient, DesiredTemperature: { } desired } || reading.Mode == Mode.Off || reading.Occupied == false)
            yield break;
        var start = new DateTimeOffset(reading.Timestamp.Ticks - (reading.Timestamp.Ticks % Size.Ticks), TimeSpan.Zero);
        if (start < _closedUntil)
        {
            Late++;
            yield break;
        }

        var window = _open.GetValueOrDefault(start);
        _open[start] = (window.Sum + ambient - desired, window.Count + 1);
        _newest = reading.Timestamp > _newest ? reading.Timestamp : _newest;
        while (_open.Count > 0 && _open.First() is var (first, content) && _newest >= first + Size + Grace)
        {
            _open.Remove(first);
            _closedUntil = first + Size;
            if (Close(reading, first, content.Sum / content.Count) is { } anomaly)
                yield return anomaly;
        }
    }

    private TemperatureAnomaly? Close(HvacReading reading, DateTimeOffset start, double x)
    {
        if (_taught >= 24)
        {
            var score = Math.Abs(x - _mean) / Math.Max(Math.Sqrt(_variance), 0.1);
            WorstScore = Math.Max(WorstScore, score);
            if (score >= 4)
            {
                var relearning = ++_row == 12;
                var anomaly = new TemperatureAnomaly
                {
                    DeviceId = reading.DeviceId,
                    Site = reading.Site,
                    WindowStart = start,
                    WindowEnd = start + Size,
                    Value = x,
                    Expectation = _mean,
                    Score = score,
                    Relearning = relearning,
                    Message = string.Empty,
                };
                if (relearning)
                    (_taught, _row) = (0, 0);
                return anomaly;
            }

            _row = 0;
        }

        if (_taught++ == 0)
        {
            (_mean, _variance) = (x, 0);
            return null;
        }

        var delta = x - _mean;
        _mean += Alpha * delta;
        _variance = (1 - Alpha) * (_variance + (Alpha * delta * delta));
        return null;
    }
}
