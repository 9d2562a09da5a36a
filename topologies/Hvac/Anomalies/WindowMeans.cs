using Millrace.Hvac.State;

namespace Millrace.Hvac.Anomalies;

/// <summary>
/// Tumbling windows [start, end), aligned to the epoch, of one device. They live by the device's own clock: a window
/// closes when the device's newest reading is the grace past its end, whatever other devices do. Several may be open at
/// once, since a reading may come late as long as its window has not closed. A window without readings does not exist.
/// </summary>
internal sealed class WindowMeans(TimeSpan size, TimeSpan grace)
{
    private readonly long _size = (long)size.TotalMilliseconds;

    /// <summary>The start of the window in which a moment lies. Rounds down before 1970 too.</summary>
    public DateTimeOffset StartOf(DateTimeOffset at)
    {
        var time = at.ToUnixTimeMilliseconds();
        var into = time % _size;
        return DateTimeOffset.FromUnixTimeMilliseconds(time - (into < 0 ? into + _size : into));
    }

    public DateTimeOffset EndOf(OpenWindow window) => window.Start + size;

    /// <summary>Whether the window in which a moment lies is closed for a device.</summary>
    public bool IsClosed(DateTimeOffset at, DateTimeOffset newest) => IsOver(StartOf(at), newest);

    /// <summary>Puts a value into its window.</summary>
    public OpenWindow[] Add(IReadOnlyList<OpenWindow> open, DateTimeOffset at, double value, string? site)
    {
        var start = StartOf(at);
        var result = new List<OpenWindow>(open.Count + 1);
        OpenWindow? mine = null;
        foreach (var window in open)
        {
            if (window.Start == start)
            {
                mine = window;
            }
            else
            {
                result.Add(window);
            }
        }

        result.Add(new OpenWindow { Start = start, Sum = (mine?.Sum ?? 0) + value, Count = (mine?.Count ?? 0) + 1, Site = site });
        result.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return [.. result];
    }

    /// <summary>How many of the windows, the earliest first, are closed.</summary>
    public int CountClosed(IReadOnlyList<OpenWindow> open, DateTimeOffset newest)
    {
        var closed = 0;
        while (closed < open.Count && IsOver(open[closed].Start, newest))
        {
            closed++;
        }

        return closed;
    }

    private bool IsOver(DateTimeOffset start, DateTimeOffset newest) => newest - start >= size + grace;
}
