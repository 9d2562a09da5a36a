namespace Millrace.Windows;

/// <summary>What the author of a windowed stream has said about its windows.</summary>
internal sealed record Windowing<TKey, TValue>
{
    /// <summary>The windows that are aligned to the epoch; null for sliding ones.</summary>
    public TimeWindows? Aligned { get; init; }

    /// <summary>The windows that slide with the records; null for aligned ones.</summary>
    public SlidingWindows? Sliding { get; init; }

    public bool TimePerKey { get; init; }

    /// <summary>When results go downstream; null for what the application says.</summary>
    public EmitStrategy? Emit { get; init; }

    /// <summary>After how much wall-clock time without a record time goes on by itself; null for never.</summary>
    public TimeSpan? IdleAfter { get; init; }

    /// <summary>What becomes of the records that a window dropped; null for nothing.</summary>
    public Action<KStream<TKey, TValue>>? Late { get; init; }

    /// <summary>How many streams are aggregated together, each of which has a clock.</summary>
    public int Clocks { get; init; } = 1;

    public TimeSpan Size => Aligned?.Size ?? Sliding!.TimeDifference;

    public TimeSpan Grace => Aligned?.GracePeriod ?? Sliding!.GracePeriod;

    /// <summary>How long windows are kept where the author does not say it; as in Kafka Streams.</summary>
    public TimeSpan DefaultRetention => Sliding is { } sliding ? (sliding.TimeDifference * 2) + sliding.GracePeriod : Size + Grace;
}
