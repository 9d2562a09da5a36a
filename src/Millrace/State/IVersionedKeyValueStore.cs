namespace Millrace.State;

/// <summary>
/// A store that keeps the versions of each key's value, so that it can be asked what was valid at a time. A version is
/// valid from its own timestamp until that of the next; the newest of a key never expires. How far back a store can
/// tell is its history, before the highest timestamp that was put into it, over all keys. For the task's thread only.
/// </summary>
/// <typeparam name="TKey">The keys' type; a type with value equality.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public interface IVersionedKeyValueStore<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The store's name.</summary>
    string Name { get; }

    /// <summary>How far back the store can tell.</summary>
    TimeSpan History { get; }

    /// <summary>Puts a version; one of the same key and timestamp is replaced. A null value is a deletion.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">From when it is valid, in milliseconds since 1970.</param>
    /// <returns>Whether it was stored, which it is not (and is counted as dropped) when it is out of history, and until when it is valid.</returns>
    VersionPut Put(TKey key, TValue value, long timestamp);

    /// <summary>Deletes a key from a time on, until the next version if there is one.</summary>
    /// <returns>The version that was valid at that time; null if there was none, or if the deletion is out of history, which is counted as dropped.</returns>
    VersionedRecord<TValue>? Delete(TKey key, long timestamp);

    /// <summary>The newest version of a key; null if there is none or the key is deleted.</summary>
    VersionedRecord<TValue>? Get(TKey key);

    /// <summary>
    /// The version that is valid at a time; null if the key has none then. It is null too for a time that is out of
    /// history, unless the key's newest version is that old.
    /// </summary>
    VersionedRecord<TValue>? Get(TKey key, long asOf);

    /// <summary>The versions that are valid at any time from <paramref name="from"/> to <paramref name="to"/> (both inclusive), oldest first, as far as history reaches.</summary>
    IReadOnlyList<VersionedRecord<TValue>> Get(TKey key, long from, long to);
}

/// <summary>A version of a key's value.</summary>
/// <typeparam name="TValue">The value's type.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Timestamp">From when it is valid, in milliseconds since 1970.</param>
/// <param name="ValidTo">The timestamp of the next version, at which it is no longer valid; null for the newest.</param>
public readonly record struct VersionedRecord<TValue>(TValue Value, long Timestamp, long? ValidTo);

/// <summary>What became of a version that was put.</summary>
/// <param name="IsStored">False if it was out of history.</param>
/// <param name="ValidTo">The timestamp of the next version of the key; null if it is the newest.</param>
public readonly record struct VersionPut(bool IsStored, long? ValidTo)
{
    /// <summary>Whether it is now the newest version of its key.</summary>
    public bool IsLatest => IsStored && ValidTo is null;
}
