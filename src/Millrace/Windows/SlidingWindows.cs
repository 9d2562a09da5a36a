namespace Millrace;

/// <summary>
/// Windows that slide with the records: each record has a window that ends with it and, where later records of its key
/// lie within the time difference, one that begins a millisecond after it. Both ends belong to a window. It takes
/// records until time is past its end and <see cref="GracePeriod"/>.
/// </summary>
public sealed record SlidingWindows
{
    private SlidingWindows(TimeSpan timeDifference, TimeSpan grace)
    {
        TimeDifference = timeDifference;
        GracePeriod = grace;
    }

    /// <summary>How far apart the records of a window may be.</summary>
    public TimeSpan TimeDifference { get; }

    /// <summary>How long after its end a window still takes records.</summary>
    public TimeSpan GracePeriod { get; }

    /// <summary>Sliding windows without grace.</summary>
    /// <param name="timeDifference">How far apart the records of a window may be.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static SlidingWindows Of(TimeSpan timeDifference)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeDifference, TimeSpan.Zero);
        return new SlidingWindows(timeDifference, TimeSpan.Zero);
    }

    /// <summary>The same windows with a grace period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public SlidingWindows Grace(TimeSpan grace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        return new SlidingWindows(TimeDifference, grace);
    }
}
