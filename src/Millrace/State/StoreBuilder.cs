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

/// <summary>A key-value store to be.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class KeyValueStoreBuilder<TKey, TValue> : StoreBuilder
    where TKey : notnull
{
    internal KeyValueStoreBuilder(string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, SourcePlace place)
        : base(name) => Definition = new KeyValueStoreDefinition<TKey, TValue>(name, keySerde, valueSerde, timestamped: false, place);

    internal override StoreDefinition Definition { get; }
}

/// <summary>Makes stores.</summary>
public static class Stores
{
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
}
