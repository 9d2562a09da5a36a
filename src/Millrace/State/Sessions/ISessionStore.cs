using System.Diagnostics.CodeAnalysis;

namespace Millrace.State;

/// <summary>
/// A store of one value a session: a key, and the times of its first and its last record. A session whose end is older
/// than the store's retention, counted back from the highest end that was put, is hidden from every read. Times are
/// milliseconds since 1970 and bounds are included, as a session's end is. Reads give what the store holds at the call:
/// of one key by end, then by start; of several as <see cref="StoreType"/> says. For the task's thread only.
/// </summary>
/// <typeparam name="TKey">The keys' type; a type with value equality.</typeparam>
/// <typeparam name="TAggregate">The values' type.</typeparam>
public interface ISessionStore<TKey, TAggregate>
    where TKey : notnull
{
    /// <summary>The store's name.</summary>
    string Name { get; }

    /// <summary>
    /// Puts a session's value; null removes it. What is older than the store keeps is dropped and counted; see
    /// <see cref="StoreType"/> for what that means.
    /// </summary>
    void Put(Windowed<TKey> session, TAggregate aggregate);

    /// <summary>Removes a session; no error if it is not there.</summary>
    void Remove(Windowed<TKey> session);

    /// <summary>The value of the session with exactly these bounds; false if there is none.</summary>
    bool TryFetchSession(TKey key, long start, long end, [MaybeNullWhen(false)] out TAggregate aggregate);

    /// <summary>The sessions of a key that end at or after one time and start at or before another: those that touch what is between.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TAggregate>> FindSessions(TKey key, long earliestEnd, long latestStart);

    /// <summary>The same in the reverse order.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TAggregate>> BackwardFindSessions(TKey key, long earliestEnd, long latestStart);

    /// <summary>The same for several keys.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TAggregate>> FindSessions(KeyRange<TKey> keys, long earliestEnd, long latestStart);

    /// <summary>The same for several keys in the reverse order.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TAggregate>> BackwardFindSessions(KeyRange<TKey> keys, long earliestEnd, long latestStart);

    /// <summary>The sessions of all keys that end between two times, by end, then start, then the key's bytes.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TAggregate>> FindSessions(long earliestEnd, long latestEnd);

    /// <summary>The sessions of a key.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TAggregate>> Fetch(TKey key);

    /// <summary>The sessions of a key in the reverse order.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TAggregate>> BackwardFetch(TKey key);

    /// <summary>The sessions of several keys.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TAggregate>> Fetch(KeyRange<TKey> keys);

    /// <summary>The sessions of several keys in the reverse order.</summary>
    IEnumerable<KeyValuePair<Windowed<TKey>, TAggregate>> BackwardFetch(KeyRange<TKey> keys);
}
