namespace Millrace;

/// <summary>
/// Windows of a fixed size, aligned to the epoch. A window [start, end) is closed once time has reached
/// end + <see cref="GracePeriod"/>; a record that comes later is late.
/// </summary>
public sealed record TimeWindows
{
    private TimeWindows(TimeSpan size, TimeSpan advance, TimeSpan grace)
    {
        Size = size;
        AdvanceBy = advance;
        GracePeriod = grace;
    }

    /// <summary>How long a window is.</summary>
    public TimeSpan Size { get; }

    /// <summary>How long after one window the next begins.</summary>
    public TimeSpan AdvanceBy { get; }

    /// <summary>How long after its end a window still takes records.</summary>
    public TimeSpan GracePeriod { get; }

    internal long SizeMs => (long)Size.TotalMilliseconds;

    internal long AdvanceMs => (long)AdvanceBy.TotalMilliseconds;

    internal long GraceMs => (long)GracePeriod.TotalMilliseconds;

    /// <summary>Tumbling windows without grace.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Shorter than a millisecond.</exception>
    public static TimeWindows Of(TimeSpan size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, TimeSpan.FromMilliseconds(1));
        return new TimeWindows(size, size, TimeSpan.Zero);
    }

    /// <summary>The same windows with a grace period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeWindows Grace(TimeSpan grace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        return new TimeWindows(Size, AdvanceBy, grace);
    }

    /// <summary>The same windows, beginning at this interval: hopping windows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Shorter than a millisecond or longer than the size.</exception>
    public TimeWindows Advance(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(interval, Size);
        return new TimeWindows(Size, interval, GracePeriod);
    }

    /// <summary>The start of the first window that holds a time; windows never start before 0, as in Kafka Streams.</summary>
    internal long FirstStart(long timestamp) => Math.Max(0, timestamp - SizeMs + AdvanceMs) / AdvanceMs * AdvanceMs;
}
