using System.Diagnostics.CodeAnalysis;

namespace Millrace.State;

/// <summary>A store of one value a key with the timestamp of its last update, as tables have it.</summary>
/// <typeparam name="TKey">The keys' type; a type with value equality.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public interface ITimestampedKeyValueStore<TKey, TValue> : IKeyValueStore<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The value of a key and its timestamp in milliseconds since 1970; false if there is none.</summary>
    bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp);

    /// <summary>Sets the value of a key; its changelog record has the same timestamp.</summary>
    void Put(TKey key, TValue value, long timestamp);

    /// <summary>All entries in the order of the keys' bytes, as they are at the call.</summary>
    IEnumerable<TimestampedEntry<TKey, TValue>> AllWithTimestamps();
}

/// <summary>An entry of a timestamped store.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="Timestamp">Milliseconds since 1970.</param>
public readonly record struct TimestampedEntry<TKey, TValue>(TKey Key, TValue Value, long Timestamp);
