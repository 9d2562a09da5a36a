using System.Diagnostics.CodeAnalysis;

namespace Millrace.State;

/// <summary>A global table to read, from any thread. What is read one after the other may be of different moments.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public interface IGlobalStore<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The store's name.</summary>
    string Name { get; }

    /// <summary>The value of a key and its timestamp in milliseconds since 1970; false if there is none.</summary>
    bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp);

    /// <summary>All entries, in no order.</summary>
    IEnumerable<TimestampedEntry<TKey, TValue>> All();
}
