using System.Globalization;

namespace Millrace;

/// <summary>
/// What becomes of a record whose timestamp is further ahead of the wall clock than a tolerance. A single one would drag
/// time along: every window up to it would close, and what comes in time would be late.
/// </summary>
public sealed record FutureTimestamps
{
    private FutureTimestamps(FutureReaction reaction, TimeSpan after)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(after, TimeSpan.Zero);
        Reaction = reaction;
        After = after;
    }

    /// <summary>What happens.</summary>
    public FutureReaction Reaction { get; }

    /// <summary>How far ahead of the wall clock a timestamp may be.</summary>
    public TimeSpan After { get; }

    internal long AfterMs => (long)After.TotalMilliseconds;

    /// <summary>The record gets the wall clock's time, as if it had been measured when it was read.</summary>
    public static FutureTimestamps Clamp(TimeSpan after) => new(FutureReaction.Clamp, after);

    /// <summary>The record is left out and counted as dropped.</summary>
    public static FutureTimestamps Drop(TimeSpan after) => new(FutureReaction.Drop, after);

    /// <summary>The record goes to the dead-letter topic of its source, which has to have one.</summary>
    public static FutureTimestamps DeadLetter(TimeSpan after) => new(FutureReaction.DeadLetter, after);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Reaction switch { FutureReaction.Clamp => "clamp", FutureReaction.Drop => "drop", _ => "dead-letter" }} after {After.ToString("c", CultureInfo.InvariantCulture)}";
}

/// <summary>The kinds of <see cref="FutureTimestamps"/>.</summary>
public enum FutureReaction
{
    /// <summary>The record gets another timestamp.</summary>
    Clamp,

    /// <summary>The record is left out.</summary>
    Drop,

    /// <summary>The record goes to the dead-letter topic.</summary>
    DeadLetter,
}
