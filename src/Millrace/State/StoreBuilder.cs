using System.Runtime.CompilerServices;
using Millrace.Graph;

namespace Millrace.State;

/// <summary>A store that an author names and gives to the operators that use it.</summary>
public abstract class StoreBuilder
{
    private protected StoreBuilder(string name) => Name = name;

    /// <summary>The store's name: its state's identity, and the middle of its changelog topic's name.</summary>
    public string Name { get; }

    internal abstract StoreDefinition Definition { get; }
}

/// <summary>A store that an author names, by what its operators see of it.</summary>
/// <typeparam name="TStore">The store's interface.</typeparam>
public abstract class StoreBuilder<TStore> : StoreBuilder
    where TStore : class
{
    private protected StoreBuilder(string name)
        : base(name)
    {
    }
}

/// <summary>A key-value store to be.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class KeyValueStoreBuilder<TKey, TValue> : StoreBuilder<IKeyValueStore<TKey, TValue>>
    where TKey : notnull
{
    internal KeyValueStoreBuilder(string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, SourcePlace place, int? capacity = null)
        : base(name) => Definition = new KeyValueStoreDefinition<TKey, TValue>(name, keySerde, valueSerde, timestamped: false, place, capacity);

    internal override StoreDefinition Definition { get; }
}

/// <summary>A versioned store to be.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class VersionedStoreBuilder<TKey, TValue> : StoreBuilder<IVersionedKeyValueStore<TKey, TValue>>
    where TKey : notnull
{
    internal VersionedStoreBuilder(
        string name, TimeSpan history, TimeSpan? segment, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, SourcePlace place)
        : base(name) => Definition = new VersionedStoreDefinition<TKey, TValue>(name, keySerde, valueSerde, history, segment, place);

    internal override StoreDefinition Definition { get; }
}

/// <summary>Makes stores.</summary>
public static partial class Stores
{
    /// <summary>A store that keeps the versions of each key's value, with a changelog.</summary>
    /// <param name="name">Its name, by the rules of topic names.</param>
    /// <param name="history">How far back from the highest timestamp it can tell; what is put out of it is dropped.</param>
    /// <param name="segment">The step of time by which old versions are deleted; null for one that suits the history.</param>
    /// <param name="keySerde">The keys' serde; null for the one of the type.</param>
    /// <param name="valueSerde">The values' serde; null for the one of the type.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative history, or a segment shorter than a millisecond.</exception>
    public static VersionedStoreBuilder<TKey, TValue> Versioned<TKey, TValue>(
        string name,
        TimeSpan history,
        TimeSpan? segment = null,
        Serde<TKey>? keySerde = null,
        Serde<TValue>? valueSerde = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(history, TimeSpan.Zero);
        if (segment is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, TimeSpan.FromMilliseconds(1), nameof(segment));
        }

        return new VersionedStoreBuilder<TKey, TValue>(name, history, segment, keySerde, valueSerde, SourcePlace.Of(file, line));
    }

    /// <summary>A key-value store with a changelog.</summary>
    /// <param name="name">Its name, by the rules of topic names.</param>
    /// <param name="keySerde">The keys' serde; null for the one of the type.</param>
    /// <param name="valueSerde">The values' serde; null for the one of the type.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KeyValueStoreBuilder<TKey, TValue> KeyValue<TKey, TValue>(
        string name,
        Serde<TKey>? keySerde = null,
        Serde<TValue>? valueSerde = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new KeyValueStoreBuilder<TKey, TValue>(name, keySerde, valueSerde, SourcePlace.Of(file, line));
    }

    /// <summary>A key-value store with a changelog that keeps the entries that were read or put last; Kafka Streams' <c>lruMap</c>.</summary>
    /// <param name="name">Its name, by the rules of topic names.</param>
    /// <param name="capacity">How many entries it keeps in each task; at least one.</param>
    /// <param name="keySerde">The keys' serde; null for the one of the type.</param>
    /// <param name="valueSerde">The values' serde; null for the one of the type.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KeyValueStoreBuilder<TKey, TValue> Lru<TKey, TValue>(
        string name,
        int capacity,
        Serde<TKey>? keySerde = null,
        Serde<TValue>? valueSerde = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new KeyValueStoreBuilder<TKey, TValue>(name, keySerde, valueSerde, SourcePlace.Of(file, line), capacity);
    }
}
