using Millrace.State;

namespace Millrace.Distinct;

/// <summary>
/// The ids of one key that were let through lately. Time is the key's own: the highest timestamp of its records. An id
/// is forgotten when that time is further on than the span from the moment at which the id came, so that a late
/// record's id is remembered as long as any other.
/// </summary>
internal sealed class SeenIds<TId>
    where TId : notnull
{
    private readonly Queue<Entry> _byArrival = new();
    private readonly Dictionary<TId, long> _timestamps = new(ByteArrayComparer.For<TId>());

    /// <summary>The key's time.</summary>
    public long Newest { get; private set; } = long.MinValue;

    public IReadOnlyCollection<Entry> Entries => _byArrival;

    /// <summary>Moves the key's time on and forgets what has become too old.</summary>
    /// <returns>Whether anything has changed.</returns>
    public bool Advance(long timestamp, long withinMs)
    {
        if (timestamp <= Newest)
        {
            return false;
        }

        Newest = timestamp;
        while (_byArrival.TryPeek(out var oldest) && oldest.CameAt + withinMs < Newest)
        {
            _byArrival.Dequeue();
            if (_timestamps.TryGetValue(oldest.Id, out var known) && known == oldest.Timestamp)
            {
                _timestamps.Remove(oldest.Id);
            }
        }

        return true;
    }

    /// <summary>Notes an id; false if it has been seen within the span of the timestamp.</summary>
    public bool TryAdd(TId id, long timestamp, long withinMs)
    {
        if (_timestamps.TryGetValue(id, out var known) && Math.Abs(timestamp - known) <= withinMs)
        {
            return false;
        }

        Add(new Entry(id, timestamp, Newest));
        return true;
    }

    /// <summary>Puts back what was read from the store, in its order.</summary>
    public void Load(long newest, IEnumerable<Entry> entries)
    {
        Newest = newest;
        foreach (var entry in entries)
        {
            Add(entry);
        }
    }

    private void Add(Entry entry)
    {
        _byArrival.Enqueue(entry);
        _timestamps[entry.Id] = entry.Timestamp;
    }

    /// <summary>An id, its record's timestamp, and what the key's time was when it came.</summary>
    internal readonly record struct Entry(TId Id, long Timestamp, long CameAt);
}
