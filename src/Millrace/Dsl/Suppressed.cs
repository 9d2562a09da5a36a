namespace Millrace;

/// <summary>Says until when a suppression holds updates back.</summary>
public static class Suppressed
{
    /// <summary>
    /// Until the window closes, so that each window's final result goes on, once. Tombstones do not go on: of what
    /// they delete nobody was told. Windows close as their aggregate says: after the end and the grace (for sessions
    /// the gap too), by stream time, or by their key's own time if the aggregate has time per key.
    /// </summary>
    /// <param name="buffer">How much may wait; it must not let anything go early.</param>
    public static SuppressedUntilWindowCloses UntilWindowCloses(StrictBufferConfig buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return new SuppressedUntilWindowCloses(buffer);
    }

    /// <summary>
    /// Until the time is this far past the first update that waits for the key. A newer update replaces the one that
    /// waits and takes its place.
    /// </summary>
    /// <param name="time">How long; with zero nothing waits.</param>
    /// <param name="buffer">How much may wait, and what happens when it is more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static SuppressedUntilTimeLimit UntilTimeLimit(TimeSpan time, BufferConfig buffer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(buffer);
        return new SuppressedUntilTimeLimit(time, buffer);
    }
}

/// <summary>Holds windows back until they close.</summary>
public sealed record SuppressedUntilWindowCloses
{
    internal SuppressedUntilWindowCloses(StrictBufferConfig buffer) => Buffer = buffer;

    /// <summary>How much may wait.</summary>
    public StrictBufferConfig Buffer { get; }
}

/// <summary>Holds updates back for a time.</summary>
public sealed record SuppressedUntilTimeLimit
{
    internal SuppressedUntilTimeLimit(TimeSpan time, BufferConfig buffer)
    {
        Time = time;
        Buffer = buffer;
    }

    /// <summary>How long.</summary>
    public TimeSpan Time { get; }

    /// <summary>How much may wait, and what happens when it is more.</summary>
    public BufferConfig Buffer { get; }

    /// <summary>Whether each key has its own time.</summary>
    public bool HasTimePerKey { get; private init; }

    /// <summary>
    /// By the key's own time instead of stream time: what waits for a key goes on with a later update of that key.
    /// A window's time is that of its key; windows that close by their key's own time are suppressed by it anyhow. A
    /// key's clock is kept for as long as something waits for it.
    /// </summary>
    public SuppressedUntilTimeLimit WithTimePerKey() => this with { HasTimePerKey = true };
}
