namespace Millrace.State;

/// <summary>What a window store keeps and how it behaves.</summary>
internal sealed record WindowStoreShape
{
    /// <summary>The retention of a store whose owner deletes what it does not need any more.</summary>
    public const long Forever = long.MaxValue / 4;

    private const long LeastSegmentMs = 60_000;

    /// <summary>How long before the highest start an entry can be read.</summary>
    public required long RetentionMs { get; init; }

    /// <summary>The length of a window, for the ends that are shown; 0 where windows are points in time.</summary>
    public required long WindowSizeMs { get; init; }

    /// <summary>Whether a key may have several values at one start.</summary>
    public bool RetainDuplicates { get; init; }

    public StoreType Type { get; init; }

    /// <summary>Whether values are stored with a timestamp of their own.</summary>
    public bool Timestamped { get; init; }

    /// <summary>How many operators keep their clock with the store.</summary>
    public int Clocks { get; init; } = 1;

    /// <summary>Whether windows are also found by their start alone, as closing them needs it.</summary>
    public bool IndexedByTime { get; init; }

    public bool Expires => RetentionMs < Forever;

    /// <summary>What expires together: 60 s or half the retention, whichever is longer; as in Kafka Streams, since it shows.</summary>
    public long SegmentMs => Math.Max(RetentionMs / 2, LeastSegmentMs);

    public long SegmentOf(long start) => start / SegmentMs;

    /// <summary>The first start that reads show.</summary>
    public long FirstVisible(long observed) => observed == long.MinValue ? long.MinValue : observed - RetentionMs + 1;

    /// <summary>The first segment that has not expired.</summary>
    public long FirstLiveSegment(long observed) => observed == long.MinValue ? long.MinValue : SegmentOf(observed - RetentionMs);

    /// <summary>Whether an entry is too old to be put.</summary>
    public bool Refuses(long start, long observed) => Type == StoreType.InMemory
        ? start <= observed - RetentionMs
        : SegmentOf(start) < FirstLiveSegment(observed);
}
