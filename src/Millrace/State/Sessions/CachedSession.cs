using System.Runtime.InteropServices;

namespace Millrace.State;

/// <summary>A session in memory.</summary>
internal sealed class CachedSession<TKey, TValue>(TKey key, long start, long end)
{
    public TKey Key { get; } = key;

    public long Start { get; } = start;

    public long End { get; } = end;

    public TValue? Value { get; set; }

    /// <summary>False for one that was removed.</summary>
    public bool Exists { get; set; }

    /// <summary>Its value at the last commit; no meaning without <see cref="Existed"/>.</summary>
    public TValue? Old { get; set; }

    public bool Existed { get; set; }

    /// <summary>The number of its last change; 0 if there was none since the last commit.</summary>
    public long Change { get; set; }

    /// <summary>The time of the record that changed it, which its changelog record has.</summary>
    public long ChangedAt { get; set; }

    /// <summary>The headers of the record that changed it.</summary>
    public Headers? Headers { get; set; }

    /// <summary>Whether it was removed for having closed, which is told to nobody.</summary>
    public bool IsClosed { get; set; }

    public int CompareTo(long start, long end) => End != end ? End.CompareTo(end) : Start.CompareTo(start);
}

/// <summary>The sessions of one key, by end and then by start.</summary>
internal sealed class KeySessions<TKey, TValue>
{
    // A key has few sessions, and a new one is mostly the last.
    private readonly List<CachedSession<TKey, TValue>> _sessions = new(1);

    public ReadOnlySpan<CachedSession<TKey, TValue>> Sessions => CollectionsMarshal.AsSpan(_sessions);

    public CachedSession<TKey, TValue>? Find(long start, long end) => IndexOf(start, end) is >= 0 and var at ? _sessions[at] : null;

    public CachedSession<TKey, TValue> FindOrAdd(TKey key, long start, long end)
    {
        var at = IndexOf(start, end);
        if (at >= 0)
        {
            return _sessions[at];
        }

        var added = new CachedSession<TKey, TValue>(key, start, end);
        _sessions.Insert(~at, added);
        return added;
    }

    public void Remove(CachedSession<TKey, TValue> session) => _sessions.RemoveAt(IndexOf(session.Start, session.End));

    /// <summary>Removes the clean sessions that end before a time.</summary>
    public void RemoveBefore(long end)
    {
        var count = 0;
        while (count < _sessions.Count && _sessions[count] is { Change: 0 } session && session.End < end)
        {
            count++;
        }

        _sessions.RemoveRange(0, count);
    }

    private int IndexOf(long start, long end)
    {
        var (low, high) = (0, _sessions.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = _sessions[middle].CompareTo(start, end);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
