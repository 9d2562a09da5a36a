using Millrace.Hvac;

namespace Millrace.Simulation.Recordings;

/// <summary>Several recordings as one stream.</summary>
public static class RecordingMerge
{
    /// <summary>
    /// The readings of all recordings by time, each recording kept in its own order; of readings of the same time, those of the
    /// recording that was named first come first.
    /// </summary>
    public static IEnumerable<HvacReading> ByTime(IEnumerable<IEnumerable<HvacReading>> recordings)
    {
        var next = new PriorityQueue<IEnumerator<HvacReading>, (DateTimeOffset Time, int Recording)>();
        var open = new List<IEnumerator<HvacReading>>();
        try
        {
            foreach (var recording in recordings)
            {
                var readings = recording.GetEnumerator();
                open.Add(readings);
                if (readings.MoveNext())
                    next.Enqueue(readings, (readings.Current.Timestamp, open.Count));
            }

            while (next.TryDequeue(out var readings, out var at))
            {
                yield return readings.Current;
                if (readings.MoveNext())
                    next.Enqueue(readings, (readings.Current.Timestamp, at.Recording));
            }
        }
        finally
        {
            open.ForEach(readings => readings.Dispose());
        }
    }
}
