using System.Runtime.CompilerServices;
using Millrace.Graph;

namespace Millrace.State;

/// <summary>A window store to be.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class WindowStoreBuilder<TKey, TValue> : StoreBuilder<IWindowStore<TKey, TValue>>
    where TKey : notnull
{
    internal WindowStoreBuilder(string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, WindowStoreShape shape, SourcePlace place)
        : base(name) => Definition = new WindowStoreDefinition<TKey, TValue>(name, keySerde, valueSerde, shape, place)
        {
            Facts = [StoreFact.Of(StoreFact.WindowSize, TimeSpan.FromMilliseconds(shape.WindowSizeMs)), StoreFact.Of(StoreFact.Retention, TimeSpan.FromMilliseconds(shape.RetentionMs))],
        };

    internal override StoreDefinition Definition { get; }
}

/// <content>Window stores.</content>
public static partial class Stores
{
    /// <summary>A store of values by key and window, with a changelog.</summary>
    /// <param name="name">Its name, by the rules of topic names.</param>
    /// <param name="retention">How long before the highest start an entry is kept.</param>
    /// <param name="windowSize">How long a window is; only the ends that are shown depend on it.</param>
    /// <param name="retainDuplicates">Whether a key may have several values at one start.</param>
    /// <param name="type">Which of Kafka Streams' stores it behaves like.</param>
    /// <param name="keySerde">The keys' serde; null for the one of the type.</param>
    /// <param name="valueSerde">The values' serde; null for the one of the type.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative window size, or a retention that is shorter than a window or than a millisecond.</exception>
    public static WindowStoreBuilder<TKey, TValue> Window<TKey, TValue>(
        string name,
        TimeSpan retention,
        TimeSpan windowSize,
        bool retainDuplicates = false,
        StoreType type = StoreType.Persistent,
        Serde<TKey>? keySerde = null,
        Serde<TValue>? valueSerde = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(windowSize, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(retention, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(retention, windowSize);
        var shape = new WindowStoreShape
        {
            RetentionMs = (long)retention.TotalMilliseconds,
            WindowSizeMs = (long)windowSize.TotalMilliseconds,
            RetainDuplicates = retainDuplicates,
            Type = type,
        };
        return new WindowStoreBuilder<TKey, TValue>(name, keySerde, valueSerde, shape, SourcePlace.Of(file, line));
    }
}
