using System.Diagnostics.CodeAnalysis;

namespace Millrace.State;

/// <summary>
/// A store of values by key and the start of a window. An entry that is older than the store's retention, counted back
/// from the highest start that was put, is hidden from every read. Times are milliseconds since 1970 and bounds are
/// included. Reads give what the store holds at the call. For the task's thread only.
/// </summary>
/// <typeparam name="TKey">The keys' type; a type with value equality.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public interface IWindowStore<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The store's name.</summary>
    string Name { get; }

    /// <summary>
    /// Puts a value. A store that keeps duplicates adds it to what is there. What is older than the store keeps is
    /// dropped and counted; see <see cref="StoreType"/> for what that means.
    /// </summary>
    void Put(TKey key, TValue value, long start);

    /// <summary>Removes an entry; no error if it is not there. A store that keeps duplicates does nothing.</summary>
    void Delete(TKey key, long start);

    /// <summary>
    /// The value of a key at a start; false if there is none. In a store that keeps duplicates it is, as in Kafka Streams,
    /// found only if it was the very last value to be put.
    /// </summary>
    bool TryFetch(TKey key, long start, [MaybeNullWhen(false)] out TValue value);

    /// <summary>The starts and values of a key, by start.</summary>
    IEnumerable<KeyValuePair<long, TValue>> Fetch(TKey key, long from, long to);

    /// <summary>The same, the newest first.</summary>
    IEnumerable<KeyValuePair<long, TValue>> BackwardFetch(TKey key, long from, long to);

    /// <summary>The entries of several keys; <see cref="StoreType"/> says in which order.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> Fetch(KeyRange<TKey> keys, long from, long to);

    /// <summary>The same in the reverse order.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> BackwardFetch(KeyRange<TKey> keys, long from, long to);

    /// <summary>The entries of all keys; <see cref="StoreType"/> says in which order.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> FetchAll(long from, long to);

    /// <summary>The same in the reverse order.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> BackwardFetchAll(long from, long to);

    /// <summary>Everything; <see cref="StoreType"/> says in which order.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> All();

    /// <summary>The same in the reverse order.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> BackwardAll();
}

/// <summary>A window store whose values have timestamps, as windowed aggregates have it.</summary>
/// <typeparam name="TKey">The keys' type; a type with value equality.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public interface ITimestampedWindowStore<TKey, TValue> : IWindowStore<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The value of a key at a start and its timestamp; false if there is none.</summary>
    bool TryFetch(TKey key, long start, [MaybeNullWhen(false)] out TValue value, out long timestamp);

    /// <summary>Everything with timestamps; <see cref="StoreType"/> says in which order.</summary>
    IEnumerable<TimestampedEntry<Windowed<TKey>, TValue>> AllWithTimestamps();
}
