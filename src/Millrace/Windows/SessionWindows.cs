namespace Millrace;

/// <summary>
/// Windows of activity: a key's records that follow each other within the gap are one session, which reaches from the
/// first record's time to the last's, both included. A record that touches several sessions makes them one. A session
/// is closed once time is past its end + <see cref="InactivityGap"/> + <see cref="GracePeriod"/>; at that very time it
/// still takes records.
/// </summary>
public sealed record SessionWindows
{
    private SessionWindows(TimeSpan gap, TimeSpan grace)
    {
        InactivityGap = gap;
        GracePeriod = grace;
    }

    /// <summary>How long a key has to be silent for its session to end.</summary>
    public TimeSpan InactivityGap { get; }

    /// <summary>How long after that a session still takes records.</summary>
    public TimeSpan GracePeriod { get; }

    internal long GapMs => (long)InactivityGap.TotalMilliseconds;

    /// <summary>How long after its end a session closes.</summary>
    internal long CloseDelayMs => GapMs + (long)GracePeriod.TotalMilliseconds;

    /// <summary>Sessions without grace.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Shorter than a millisecond.</exception>
    public static SessionWindows Of(TimeSpan inactivityGap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inactivityGap, TimeSpan.FromMilliseconds(1));
        return new SessionWindows(inactivityGap, TimeSpan.Zero);
    }

    /// <summary>The same sessions with a grace period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public SessionWindows Grace(TimeSpan grace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        return new SessionWindows(InactivityGap, grace);
    }
}
