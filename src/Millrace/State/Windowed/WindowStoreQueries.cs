using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Millrace.Windows;

namespace Millrace.State;

internal sealed partial class WindowStore<TKey, TValue>
{
    private readonly List<WindowEntry<TValue>> _walked = [];

    bool IWindowStore<TKey, TValue>.TryFetch(TKey key, long start, [MaybeNullWhen(false)] out TValue value) => TryFetch(key, start, out value, out _);

    void IWindowStore<TKey, TValue>.Put(TKey key, TValue value, long start) => Put(key, value, start, Task.CurrentTime);

    void IWindowStore<TKey, TValue>.Delete(TKey key, long start) => Delete(key, start, Task.CurrentTime);

    IEnumerable<KeyValuePair<long, TValue>> IWindowStore<TKey, TValue>.Fetch(TKey key, long from, long to) => Fetch(key, from, to, backward: false);

    IEnumerable<KeyValuePair<long, TValue>> IWindowStore<TKey, TValue>.BackwardFetch(TKey key, long from, long to) => Fetch(key, from, to, backward: true);

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> Fetch(KeyRange<TKey> keys, long from, long to) => Plain(Entries(keys, from, to));

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> BackwardFetch(KeyRange<TKey> keys, long from, long to) =>
        Plain(Enumerable.Reverse(Entries(keys, from, to)));

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> FetchAll(long from, long to) => Plain(Entries(KeyRange<TKey>.All, from, to));

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> BackwardFetchAll(long from, long to) => Plain(Enumerable.Reverse(Entries(KeyRange<TKey>.All, from, to)));

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> All() => FetchAll(long.MinValue, long.MaxValue);

    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> BackwardAll() => BackwardFetchAll(long.MinValue, long.MaxValue);

    public IEnumerable<TimestampedEntry<Windowed<TKey>, TValue>> AllWithTimestamps() => Entries(KeyRange<TKey>.All, long.MinValue, long.MaxValue);

    /// <summary>Appends a key's entries between two starts, both included: the oldest first, or the newest.</summary>
    public void Fetch(TKey key, long from, long to, List<WindowEntry<TValue>> into, bool backward = false)
    {
        if (!TryBound(ref from, ref to))
        {
            return;
        }

        var first = into.Count;
        for (var id = _shape.SegmentOf(to); id >= _shape.SegmentOf(from); id--)
        {
            var segment = Segment(id);
            for (var at = LoadAll(segment, key); at != 0;)
            {
                ref var entry = ref segment[at];
                if (entry.Start < from)
                {
                    break;
                }

                if (entry.Exists && entry.Start <= to)
                {
                    into.Add(new WindowEntry<TValue>(entry.Start, entry.Value!, entry.Timestamp));
                }

                at = entry.Older;
            }
        }

        if (!backward)
        {
            CollectionsMarshal.AsSpan(into)[first..].Reverse();
        }
    }

    /// <summary>
    /// Takes the windows whose start is above one bound and not above the other, in order of start and then of their
    /// key's bytes; for stores that are indexed by time. Windows that do not exist any more may be among them.
    /// </summary>
    public void TakeByTime(long above, long upTo, List<WindowKey<TKey>> into) => _index!.Take(above, upTo, into);

    private List<KeyValuePair<long, TValue>> Fetch(TKey key, long from, long to, bool backward)
    {
        _walked.Clear();
        Fetch(key, from, to, _walked, backward);
        return _walked.ConvertAll(static e => new KeyValuePair<long, TValue>(e.Start, e.Value));
    }

    private bool TryBound(ref long from, ref long to)
    {
        from = Math.Max(from, _shape.FirstVisible(_marks.Observed));
        if (_shape.Type == StoreType.Persistent)
        {
            from = Math.Max(from, 0);
        }

        to = Math.Min(to, _marks.Observed);
        return _marks.Observed != long.MinValue && from <= to;
    }

    /// <summary>The newest entry of a key all of whose entries in the segment are in memory; 0 if there are none.</summary>
    private int LoadAll(WindowSegment<TKey, TValue> segment, TKey key)
    {
        var hash = segment.HashOf(key);
        var newest = segment.Newest(key, hash);
        if (segment.Complete || (newest != 0 && segment[newest].AllLoaded))
        {
            return newest;
        }

        var bound = _keys.KeyBound(segment.Id, key);
        var length = bound.Length + WindowStoreKeys<TKey>.Suffix;
        byte[] behind = [.. bound, .. Enumerable.Repeat(byte.MaxValue, WindowStoreKeys<TKey>.Suffix + 1)];
        using (var stored = _bytes.Range(bound, behind))
        {
            while (stored.MoveNext())
            {
                // A longer key may begin with this one.
                var (start, sequence) = (WindowStoreKeys<TKey>.StartOf(stored.Key), WindowStoreKeys<TKey>.SequenceOf(stored.Key));
                if (stored.Key.Length != length || segment.Find(segment.Newest(key, hash), start, sequence) != 0)
                {
                    continue;
                }

                var (value, timestamp) = Read(stored.Value);
                ref var entry = ref segment[segment.Add(key, hash, start, sequence)];
                (entry.Value, entry.Timestamp, entry.Exists) = (value, timestamp, true);
            }
        }

        newest = segment.Newest(key, hash);
        if (newest == 0)
        {
            // So that it is remembered that there is nothing.
            newest = segment.Add(key, hash, long.MinValue, 0);
        }

        segment[newest].AllLoaded = true;
        return newest;
    }

    /// <summary>The entries between two starts, both included, in the store's own order.</summary>
    private List<TimestampedEntry<Windowed<TKey>, TValue>> Entries(KeyRange<TKey> range, long from, long to)
    {
        if (!TryBound(ref from, ref to))
        {
            return [];
        }

        var lowest = range.HasFrom ? _keys.Bytes(range.From!) : null;
        var highest = range.HasTo ? _keys.Bytes(range.To!) : null;
        var found = new SortedDictionary<byte[], TimestampedEntry<Windowed<TKey>, TValue>?>(ByteArrayComparer.Instance);

        // Entries that have changed since the last commit are in memory only.
        foreach (var changed in _dirty)
        {
            ref var entry = ref changed.Segment[changed.Entry];
            var key = _keys.Entry(changed.Segment.Id, entry.Key, entry.Start, entry.Sequence).ToArray();
            if (IsWithin(key))
            {
                found[key] = entry.Exists ? new(Window(entry.Key, entry.Start), entry.Value!, entry.Timestamp) : null;
            }
        }

        using var stored = _bytes.Range(_keys.SegmentBound(_shape.SegmentOf(from)), _keys.SegmentBound(_shape.SegmentOf(to) + 1));
        while (stored.MoveNext())
        {
            var key = stored.Key.ToArray();
            if (IsWithin(key) && !found.ContainsKey(key))
            {
                var (value, timestamp) = Read(stored.Value);
                found.Add(key, new(Window(_keys.Read(WindowStoreKeys<TKey>.KeyOf(key)), WindowStoreKeys<TKey>.StartOf(key)), value, timestamp));
            }
        }

        var entries = found.Where(static e => e.Value is not null);
        if (_shape.Type == StoreType.InMemory)
        {
            entries = entries
                .OrderBy(static e => e.Value!.Value.Key.Start)
                .ThenBy(static e => WindowStoreKeys<TKey>.KeyOf(e.Key).ToArray(), ByteArrayComparer.Instance)
                .ThenBy(static e => WindowStoreKeys<TKey>.SequenceOf(e.Key));
        }

        return entries.Select(static e => e.Value!.Value).ToList();

        bool IsWithin(byte[] key) =>
            WindowStoreKeys<TKey>.StartOf(key) is var start && start >= from && start <= to
            && (lowest is null || WindowStoreKeys<TKey>.KeyOf(key).SequenceCompareTo(lowest) >= 0)
            && (highest is null || WindowStoreKeys<TKey>.KeyOf(key).SequenceCompareTo(highest) <= 0);
    }

    private Windowed<TKey> Window(TKey key, long start) => new(key, start, start > long.MaxValue - _shape.WindowSizeMs ? long.MaxValue : start + _shape.WindowSizeMs);

    private static List<KeyValuePair<Windowed<TKey>, TValue>> Plain(IEnumerable<TimestampedEntry<Windowed<TKey>, TValue>> entries) =>
        entries.Select(static e => new KeyValuePair<Windowed<TKey>, TValue>(e.Key, e.Value)).ToList();
}
