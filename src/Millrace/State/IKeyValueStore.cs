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
}
