namespace Millrace.State;

/// <summary>
/// The entries in memory of one segment of time: a hash table of keys, and behind each key its entries from the newest
/// to the oldest. It is made of chunks, which are used again when the segment has expired.
/// </summary>
internal sealed class WindowSegment<TKey, TValue>(long id, bool complete, IEqualityComparer<TKey>? comparer, Stack<CachedWindow<TKey, TValue>[]> spare)
{
    private const int ChunkBits = 8;
    private const int ChunkSize = 1 << ChunkBits;

    private int[] _buckets = new int[16];
    private CachedWindow<TKey, TValue>[][] _chunks = new CachedWindow<TKey, TValue>[4][];
    private int _chunkCount;
    private int _used;
    private int _free;
    private int _keys;
    private int _hand;

    public long Id { get; } = id;

    /// <summary>Whether what is not in memory is not in the bytes either.</summary>
    public bool Complete { get; private set; } = complete;

    /// <summary>How many windows began in it, less those that were deleted, since the task was opened.</summary>
    public long Windows { get; set; }

    /// <summary>How many entries are in memory, those known to be absent among them.</summary>
    public int Count { get; private set; }

    public ref CachedWindow<TKey, TValue> this[int entry] => ref _chunks[(entry - 1) >> ChunkBits][(entry - 1) & (ChunkSize - 1)];

    public int HashOf(TKey key) => comparer is null ? EqualityComparer<TKey>.Default.GetHashCode(key!) : comparer.GetHashCode(key!);

    /// <summary>The newest entry of a key, or 0.</summary>
    public int Newest(TKey key, int hash) => LinkTo(key, hash);

    /// <summary>A key's entry, or 0.</summary>
    public int Find(int newest, long start, int sequence)
    {
        for (var at = newest; at != 0;)
        {
            ref var entry = ref this[at];
            if (entry.IsAt(start, sequence))
            {
                return at;
            }

            if (entry.IsBefore(start, sequence))
            {
                return 0;
            }

            at = entry.Older;
        }

        return 0;
    }

    /// <summary>Adds an entry that is not there.</summary>
    public int Add(TKey key, int hash, long start, int sequence)
    {
        var added = Allocate();
        ref var entry = ref this[added];
        entry.Key = key;
        entry.Hash = hash;
        entry.Start = start;
        entry.Sequence = sequence;
        ref var link = ref LinkTo(key, hash);
        if (link == 0)
        {
            link = added;
            if (++_keys > _buckets.Length)
            {
                Grow();
            }

            return added;
        }

        ref var newest = ref this[link];
        if (newest.IsBefore(start, sequence))
        {
            entry.Older = link;
            entry.NextInBucket = newest.NextInBucket;
            entry.AllLoaded = newest.AllLoaded;
            link = added;
            return added;
        }

        ref var before = ref newest;
        while (before.Older != 0 && !this[before.Older].IsBefore(start, sequence))
        {
            before = ref this[before.Older];
        }

        entry.Older = before.Older;
        before.Older = added;
        return added;
    }

    /// <summary>Removes whole keys from memory until that many entries are gone; none of them may be dirty.</summary>
    public void Evict(int entries)
    {
        Complete = false;
        var goal = Math.Max(0, Count - entries);
        for (var walked = 0; Count > goal && walked < _buckets.Length; walked++)
        {
            _hand = (_hand + 1) & (_buckets.Length - 1);
            for (var key = _buckets[_hand]; key != 0;)
            {
                var next = this[key].NextInBucket;
                for (var at = key; at != 0;)
                {
                    var older = this[at].Older;
                    Release(at);
                    at = older;
                }

                _keys--;
                key = next;
            }

            _buckets[_hand] = 0;
        }
    }

    /// <summary>Gives the chunks back; the segment is not used again.</summary>
    public void Drop()
    {
        for (var i = 0; i < _chunkCount; i++)
        {
            Array.Clear(_chunks[i]);
            spare.Push(_chunks[i]);
        }

        _chunkCount = 0;
    }

    private ref int LinkTo(TKey key, int hash)
    {
        ref var link = ref _buckets[hash & (_buckets.Length - 1)];
        while (link != 0)
        {
            ref var entry = ref this[link];
            if (entry.Hash == hash && Same(entry.Key, key))
            {
                break;
            }

            link = ref entry.NextInBucket;
        }

        return ref link;
    }

    private bool Same(TKey a, TKey b) => comparer is null ? EqualityComparer<TKey>.Default.Equals(a, b) : comparer.Equals(a, b);

    private int Allocate()
    {
        Count++;
        if (_free != 0)
        {
            var reused = _free;
            ref var entry = ref this[reused];
            _free = entry.Older;
            entry = default;
            return reused;
        }

        if (_used == _chunkCount << ChunkBits)
        {
            if (_chunkCount == _chunks.Length)
            {
                Array.Resize(ref _chunks, _chunks.Length * 2);
            }

            _chunks[_chunkCount++] = spare.TryPop(out var chunk) ? chunk : new CachedWindow<TKey, TValue>[ChunkSize];
        }

        return ++_used;
    }

    private void Release(int entry)
    {
        ref var released = ref this[entry];
        released = default;
        released.Older = _free;
        _free = entry;
        Count--;
    }

    private void Grow()
    {
        var old = _buckets;
        _buckets = new int[old.Length * 2];
        foreach (var bucket in old)
        {
            for (var key = bucket; key != 0;)
            {
                ref var entry = ref this[key];
                var next = entry.NextInBucket;
                ref var place = ref _buckets[entry.Hash & (_buckets.Length - 1)];
                entry.NextInBucket = place;
                place = key;
                key = next;
            }
        }
    }
}
