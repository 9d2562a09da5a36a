namespace Millrace.State;

/// <summary>
/// A store of one value a key. Changes are kept as objects and become bytes, changelog records and RocksDB entries
/// when the task commits, once each. For the task's thread only. Values are not copied: one that is taken out, changed
/// in place and not put back is not stored.
/// </summary>
/// <typeparam name="TKey">The keys' type; a type with value equality.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public interface IKeyValueStore<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The store's name.</summary>
    string Name { get; }

    /// <summary>The value of a key; false if there is none.</summary>
    bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value);

    /// <summary>Sets the value of a key. The timestamp of its changelog record is the current record's.</summary>
    void Put(TKey key, TValue value);

    /// <summary>Removes a key; no error if it is not there.</summary>
    void Delete(TKey key);

    /// <summary>All entries in the order of the keys' bytes, as they are at the call.</summary>
    IEnumerable<KeyValuePair<TKey, TValue>> All();

    /// <summary>The same in reverse order.</summary>
    IEnumerable<KeyValuePair<TKey, TValue>> ReverseAll();

    /// <summary>The entries of a range of keys in the order of the keys' bytes, as they are at the call. None if its ends are the wrong way round.</summary>
    IEnumerable<KeyValuePair<TKey, TValue>> Range(KeyRange<TKey> keys);

    /// <summary>The same in reverse order.</summary>
    IEnumerable<KeyValuePair<TKey, TValue>> ReverseRange(KeyRange<TKey> keys);

    /// <summary>The entries whose keys' bytes begin with those of a prefix, in the order of the keys' bytes, as they are at the call.</summary>
    IEnumerable<KeyValuePair<TKey, TValue>> PrefixScan<TPrefix>(TPrefix prefix, Serde<TPrefix> serde);
}

/// <summary>What is made of a key-value store's few operations.</summary>
public static class KeyValueStoreExtensions
{
    /// <summary>Sets the value of a key that has none.</summary>
    /// <returns>Whether it had none.</returns>
    public static bool PutIfAbsent<TKey, TValue>(this IKeyValueStore<TKey, TValue> store, TKey key, TValue value)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(store);
        if (store.TryGet(key, out _))
        {
            return false;
        }

        store.Put(key, value);
        return true;
    }
}
