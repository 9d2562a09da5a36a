namespace Millrace;

/// <summary>
/// How far apart in time two records of joined streams may be. Seen from a record of the left stream, its partners are
/// from <see cref="BeforeTime"/> before it to <see cref="AfterTime"/> after it, both included.
/// </summary>
public sealed record JoinWindows
{
    private JoinWindows(TimeSpan before, TimeSpan after, TimeSpan grace, bool timePerKey)
    {
        if (before + after < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(before), $"A window from {before} before to {after} after a record has no length.");
        }

        BeforeTime = before;
        AfterTime = after;
        GracePeriod = grace;
        TimePerKey = timePerKey;
    }

    /// <summary>How long before a left record its partners may be; negative if they come after it only.</summary>
    public TimeSpan BeforeTime { get; }

    /// <summary>How long after a left record its partners may be; negative if they come before it only.</summary>
    public TimeSpan AfterTime { get; }

    /// <summary>How long after its window a record is kept for partners that come late; a record without one is emitted then.</summary>
    public TimeSpan GracePeriod { get; }

    /// <summary>Whether each key has its own stream time.</summary>
    public bool TimePerKey { get; }

    internal long BeforeMs => (long)BeforeTime.TotalMilliseconds;

    internal long AfterMs => (long)AfterTime.TotalMilliseconds;

    internal long GraceMs => (long)GracePeriod.TotalMilliseconds;

    internal long RetentionMs => BeforeMs + AfterMs + GraceMs;

    /// <summary>Partners up to that long before and after, without grace.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static JoinWindows Of(TimeSpan difference)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(difference, TimeSpan.Zero);
        return new JoinWindows(difference, difference, TimeSpan.Zero, timePerKey: false);
    }

    /// <summary>The same windows with a grace period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public JoinWindows Grace(TimeSpan grace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        return new JoinWindows(BeforeTime, AfterTime, grace, TimePerKey);
    }

    /// <summary>The same windows with another beginning.</summary>
    /// <param name="before">How long before a left record; negative for after it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window would end before it begins.</exception>
    public JoinWindows Before(TimeSpan before) => new(before, AfterTime, GracePeriod, TimePerKey);

    /// <summary>The same windows with another end.</summary>
    /// <param name="after">How long after a left record; negative for before it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window would end before it begins.</exception>
    public JoinWindows After(TimeSpan after) => new(BeforeTime, after, GracePeriod, TimePerKey);

    /// <summary>
    /// Gives each key its own stream time, kept with the state: a device that was offline and delivers its backlog finds
    /// the partners that it would have found in time, and an unmatched record is emitted when its own key's time has
    /// passed. Without it, as in Kafka Streams, the task's highest timestamp counts for every key.
    /// </summary>
    public JoinWindows WithTimePerKey() => new(BeforeTime, AfterTime, GracePeriod, timePerKey: true);
}
