namespace Millrace.Windows;

/// <summary>What a windowed aggregate does, whichever clock it runs by.</summary>
internal sealed record WindowFold<TKey, TValue, TAggregate>(
    TimeWindows Windows,
    EmitStrategy Emit,
    Func<TAggregate> Initializer,
    Func<TKey, TValue, TAggregate, TAggregate> Aggregator)
{
    public Windowed<TKey> Key(in WindowKey<TKey> key) => new(key.Key, key.Start, key.Start + Windows.SizeMs);

    /// <summary>Whether a window takes no more records at that time.</summary>
    public bool IsClosed(long start, long time) => start + Windows.SizeMs + Windows.GraceMs <= time;
}
