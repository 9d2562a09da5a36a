using Millrace.State;

namespace Millrace.Joins;

/// <summary>The records of one side of a join that the other side may find.</summary>
internal interface IJoinRecords<in TKey, TValue>
{
    /// <summary>Appends a key's records between two times, both included, in order of time and then of arrival.</summary>
    void Fetch(TKey key, long from, long to, List<WindowEntry<TValue>> into);

    /// <summary>Adds a record; one that is too old is dropped and counted.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">The record's timestamp.</param>
    /// <param name="time">What time it is for the join, or for the key if each has its own.</param>
    void Put(TKey key, TValue value, long timestamp, long time);
}

/// <summary>Records that expire by the highest timestamp of their side, as in Kafka Streams.</summary>
internal sealed class WindowJoinRecords<TKey, TValue>(WindowStore<TKey, TValue> store) : IJoinRecords<TKey, TValue>
    where TKey : notnull
{
    public void Fetch(TKey key, long from, long to, List<WindowEntry<TValue>> into) => store.Fetch(key, from, to, into);

    public void Put(TKey key, TValue value, long timestamp, long time) => store.Put(key, value, timestamp, timestamp);
}
