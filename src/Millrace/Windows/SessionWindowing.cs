namespace Millrace.Windows;

/// <summary>What the author of a stream in sessions has said about them.</summary>
internal sealed record SessionWindowing<TKey, TValue>(SessionWindows Windows)
{
    public bool TimePerKey { get; init; }

    /// <summary>When results go downstream; null for what the materialization or the application says.</summary>
    public EmitStrategy? Emit { get; init; }

    /// <summary>What becomes of the records that came too late; null for nothing.</summary>
    public Action<KStream<TKey, TValue>>? Late { get; init; }

    /// <summary>How many streams are aggregated together, each of which has a clock.</summary>
    public int Clocks { get; init; } = 1;
}
