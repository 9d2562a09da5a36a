using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Millrace.Windows;

namespace Millrace.State;

internal sealed partial class SessionStore<TKey, TValue>
{
    private readonly List<KeyValuePair<Windowed<TKey>, TValue>> _found = [];
    private readonly List<WindowKey<SessionStart<TKey>>> _taken = [];

    private long FirstVisible => ShowsWhatIsCached ? long.MinValue : _shape.FirstVisible(_progress.Observed);

    public void Put(Windowed<TKey> session, TValue aggregate)
    {
        ArgumentNullException.ThrowIfNull(session.Key);
        ArgumentOutOfRangeException.ThrowIfLessThan(session.End, session.Start);
        Put(session.Key, session.Start, session.End, aggregate);
    }

    public void Remove(Windowed<TKey> session)
    {
        ArgumentNullException.ThrowIfNull(session.Key);
        Remove(session.Key, session.Start, session.End);
    }

    public bool TryFetchSession(TKey key, long start, long end, [MaybeNullWhen(false)] out TValue aggregate)
    {
        if (end >= FirstVisible && Load(key).Find(start, end) is { Exists: true } session)
        {
            aggregate = session.Value!;
            return true;
        }

        aggregate = default;
        return false;
    }

    /// <summary>Appends the sessions of a key that end at or after one time and start at or before another.</summary>
    public void Find(TKey key, long earliestEnd, long latestStart, List<KeyValuePair<Windowed<TKey>, TValue>> into)
    {
        earliestEnd = Math.Max(earliestEnd, FirstVisible);
        var first = into.Count;
        foreach (var session in Load(key).Sessions)
        {
            if (session.Exists && session.End >= earliestEnd && session.Start <= latestStart)
            {
                into.Add(new(new Windowed<TKey>(key, session.Start, session.End), session.Value!));
            }
        }

        if (_shape.Type == StoreType.InMemory)
        {
            // Of sessions with the same end the one that starts last comes first there.
            CollectionsMarshal.AsSpan(into)[first..].Sort(static (a, b) =>
                a.Key.End != b.Key.End ? a.Key.End.CompareTo(b.Key.End) : b.Key.Start.CompareTo(a.Key.Start));
        }
    }

    /// <summary>
    /// Takes the sessions whose end is above one bound and not above the other, in order of end, start and their key's
    /// bytes, whether they can be read or not: for a store that is indexed by time.
    /// </summary>
    public void TakeByEnd(long above, long upTo, bool withExpired, List<KeyValuePair<Windowed<TKey>, TValue>> into)
    {
        _taken.Clear();
        _index!.Take(above, upTo, _taken);
        var firstLive = withExpired ? long.MinValue : _shape.FirstLiveSegment(_progress.Observed);
        foreach (var (key, end) in _taken)
        {
            if (_shape.SegmentOf(end) >= firstLive && Load(key.Key).Find(key.Start, end) is { Exists: true } session)
            {
                into.Add(new(new Windowed<TKey>(session.Key, session.Start, session.End), session.Value!));
            }
        }
    }

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> FindSessions(TKey key, long earliestEnd, long latestStart)
    {
        ArgumentNullException.ThrowIfNull(key);
        _found.Clear();
        Find(key, earliestEnd, latestStart, _found);
        return _found.ToList();
    }

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> BackwardFindSessions(TKey key, long earliestEnd, long latestStart) =>
        Enumerable.Reverse(FindSessions(key, earliestEnd, latestStart));

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> FindSessions(KeyRange<TKey> keys, long earliestEnd, long latestStart) =>
        Sessions(keys, earliestEnd, latestStart);

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> BackwardFindSessions(KeyRange<TKey> keys, long earliestEnd, long latestStart) =>
        Enumerable.Reverse(Sessions(keys, earliestEnd, latestStart));

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> FindSessions(long earliestEnd, long latestEnd) =>
        Sessions(KeyRange<TKey>.All, earliestEnd, long.MaxValue)
            .Where(s => s.Key.End <= latestEnd)
            .OrderBy(static s => s.Key.End)
            .ThenBy(static s => s.Key.Start)
            .ThenBy(s => _keys.Bytes(s.Key.Key), ByteArrayComparer.Instance)
            .ToList();

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> Fetch(TKey key) => FindSessions(key, long.MinValue, long.MaxValue);

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> BackwardFetch(TKey key) => BackwardFindSessions(key, long.MinValue, long.MaxValue);

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> Fetch(KeyRange<TKey> keys) => FindSessions(keys, long.MinValue, long.MaxValue);

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> BackwardFetch(KeyRange<TKey> keys) => BackwardFindSessions(keys, long.MinValue, long.MaxValue);

    /// <summary>Sessions of several keys in the store's own order.</summary>
    private List<KeyValuePair<Windowed<TKey>, TValue>> Sessions(KeyRange<TKey> range, long earliestEnd, long latestStart)
    {
        if (_progress.Observed == long.MinValue)
        {
            return [];
        }

        earliestEnd = Math.Max(earliestEnd, _shape.FirstVisible(_progress.Observed));
        var lowest = range.HasFrom ? _keys.Bytes(range.From!) : null;
        var highest = range.HasTo ? _keys.Bytes(range.To!) : null;
        var found = new SortedDictionary<byte[], KeyValuePair<Windowed<TKey>, TValue>?>(ByteArrayComparer.Instance);

        // Sessions that have changed since the last commit are in memory only.
        foreach (var session in _dirty)
        {
            var key = _keys.Entry(_shape.SegmentOf(session.End), session.Key, session.Start, session.End).ToArray();
            if (IsWithin(key))
            {
                found[key] = session.Exists ? new(new Windowed<TKey>(session.Key, session.Start, session.End), session.Value!) : null;
            }
        }

        using var stored = _bytes.Range(
            _keys.Common.SegmentBound(_shape.SegmentOf(earliestEnd)), _keys.Common.SegmentBound(_shape.SegmentOf(_progress.Observed) + 1));
        while (stored.MoveNext())
        {
            var key = stored.Key.ToArray();
            if (IsWithin(key) && !found.ContainsKey(key))
            {
                var window = new Windowed<TKey>(
                    _keys.Read(SessionStoreKeys<TKey>.KeyOf(key)), SessionStoreKeys<TKey>.StartOf(key), SessionStoreKeys<TKey>.EndOf(key));
                found.Add(key, new(window, _valueSerde.Deserialize(stored.Value, _valueContext)));
            }
        }

        var sessions = found.Where(static f => f.Value is not null);
        if (_shape.Type == StoreType.InMemory)
        {
            sessions = sessions
                .OrderBy(static f => f.Value!.Value.Key.End)
                .ThenBy(static f => SessionStoreKeys<TKey>.KeyOf(f.Key).ToArray(), ByteArrayComparer.Instance)
                .ThenByDescending(static f => f.Value!.Value.Key.Start);
        }

        return sessions.Select(static f => f.Value!.Value).ToList();

        bool IsWithin(byte[] key) =>
            SessionStoreKeys<TKey>.EndOf(key) >= earliestEnd
            && SessionStoreKeys<TKey>.StartOf(key) <= latestStart
            && (lowest is null || SessionStoreKeys<TKey>.KeyOf(key).SequenceCompareTo(lowest) >= 0)
            && (highest is null || SessionStoreKeys<TKey>.KeyOf(key).SequenceCompareTo(highest) <= 0);
    }
}
