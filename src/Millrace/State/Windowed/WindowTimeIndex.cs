using Millrace.Windows;

namespace Millrace.State;

/// <summary>
/// Finds windows by their start, in order of start and then of their key's bytes, for those who close them. Committed
/// windows are found in the bytes, newer ones in memory.
/// </summary>
internal sealed class WindowTimeIndex<TKey>(IByteStore bytes, WindowStoreKeys<TKey> keys)
{
    private readonly SortedDictionary<long, List<TKey>> _new = [];
    private readonly List<(long Start, byte[] Bytes, TKey Key)> _found = [];

    // No window between what was taken and this start; unknown at first.
    private long _next = long.MinValue;

    /// <summary>Takes the windows whose start is above one bound and not above the other.</summary>
    public void Take(long above, long upTo, List<WindowKey<TKey>> into)
    {
        if (_next > upTo)
        {
            return;
        }

        _found.Clear();
        _next = long.MaxValue;
        TakeStored(above, upTo);
        TakeNew(above, upTo);
        _found.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : ByteArrayComparer.Instance.Compare(a.Bytes, b.Bytes));
        foreach (var (start, _, key) in _found)
        {
            into.Add(new WindowKey<TKey>(key, start));
        }
    }

    /// <summary>A window is in memory that is not in the bytes.</summary>
    public void Added(long start, TKey key)
    {
        if (!_new.TryGetValue(start, out var windows))
        {
            _new.Add(start, windows = []);
        }

        windows.Add(key);
        _next = Math.Min(_next, start);
    }

    public void Add(IStateBatch batch, int store, long start, TKey key) => batch.Put(store, keys.Time(start, key), []);

    public void Remove(IStateBatch batch, int store, long start, TKey key) => batch.Delete(store, keys.Time(start, key));

    public void AddRestored(IStateBatch batch, int store, long start, ReadOnlySpan<byte> key) => batch.Put(store, keys.Time(start, key), []);

    public void RemoveRestored(IStateBatch batch, int store, long start, ReadOnlySpan<byte> key) => batch.Delete(store, keys.Time(start, key));

    public void Expire(IStateBatch batch, int store, long from, long before) =>
        batch.DeleteRange(store, keys.TimeBound(from), keys.TimeBound(before));

    public void Committed() => _new.Clear();

    public void Rollback()
    {
        _new.Clear();
        _next = long.MinValue;
    }

    private void TakeStored(long above, long upTo)
    {
        using var stored = bytes.Range(keys.TimeBound(above + 1), WindowStoreKeys<TKey>.EndOfTime);
        while (stored.MoveNext())
        {
            var start = WindowStoreKeys<TKey>.TimeOf(stored.Key);
            if (start > upTo)
            {
                _next = start;
                return;
            }

            var key = WindowStoreKeys<TKey>.KeyOfTime(stored.Key);
            _found.Add((start, key.ToArray(), keys.Read(key)));
        }
    }

    private void TakeNew(long above, long upTo)
    {
        foreach (var (start, windows) in _new)
        {
            if (start > upTo)
            {
                _next = Math.Min(_next, start);
                return;
            }

            if (start > above)
            {
                foreach (var key in windows)
                {
                    _found.Add((start, keys.Bytes(key), key));
                }
            }
        }
    }
}
