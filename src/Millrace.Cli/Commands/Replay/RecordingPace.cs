using Millrace.Hvac;

namespace Millrace.Cli.Commands.Replay;

/// <summary>When recorded readings are let go, and what time they say.</summary>
internal static class RecordingPace
{
    /// <summary>The readings at a speed; null for as fast as they are taken.</summary>
    public static IEnumerable<HvacReading> At(IEnumerable<HvacReading> readings, double? speed, CancellationToken cancellation)
    {
        DateTimeOffset? first = null;
        var began = TimeProvider.System.GetTimestamp();
        foreach (var reading in readings)
        {
            first ??= reading.Timestamp;
            if (speed is { } factor)
            {
                var wait = ((reading.Timestamp - first.Value) / factor) - TimeProvider.System.GetElapsedTime(began);
                if (wait > TimeSpan.Zero)
                {
                    cancellation.WaitHandle.WaitOne(wait);
                }
            }

            cancellation.ThrowIfCancellationRequested();
            yield return reading;
        }
    }

    /// <summary>The readings moved in time by whole minutes, so that the last one is of the given moment or just before it.</summary>
    public static IEnumerable<HvacReading> EndingAt(IEnumerable<HvacReading> readings, DateTimeOffset end)
    {
        var all = readings.ToList();
        if (all.Count == 0)
        {
            return all;
        }

        var shift = TimeSpan.FromMinutes(Math.Floor((end - all.Max(r => r.Timestamp)).TotalMinutes));
        return all.Select(r => r with { Timestamp = r.Timestamp + shift });
    }
}
