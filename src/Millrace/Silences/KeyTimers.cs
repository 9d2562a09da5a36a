using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Millrace.State;

namespace Millrace.Silences;

/// <summary>
/// A timer a key that starts anew whenever the key is heard. All timers run for the same time, so they lie in a ring of
/// buckets by the time at which they end. Hearing a key only notes the time: its timer is moved when its bucket has
/// come, which is once in the timers' time, however often the key is heard. Nothing ever walks over all keys.
/// </summary>
/// <remarks>A key takes 32 bytes here, about 40 in the dictionary, and its own.</remarks>
internal sealed class KeyTimers<TKey>
    where TKey : notnull
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;
    private const int MostBuckets = 1 << 16;
    private const int None = -1;

    private readonly Dictionary<TKey, int> _index = new(ByteArrayComparer.For<TKey>());
    private readonly List<Slot[]> _chunks = [];
    private readonly List<(long Deadline, TKey Key)> _due = [];
    private readonly int[] _buckets;
    private readonly long _afterMs;
    private readonly long _bucketMs;
    private int _free = None;
    private int _used;
    private long _at = long.MinValue;
    private long _nextCheck = long.MaxValue;

    public KeyTimers(long afterMs)
    {
        _afterMs = afterMs;

        // A bucket is short against the time, and no longer than a second unless that would take too many.
        _bucketMs = Math.Max(Math.Clamp(afterMs / 256, 10, 1000), (afterMs / MostBuckets) + 1);
        _buckets = new int[(afterMs / _bucketMs) + 3];
        Array.Fill(_buckets, None);
    }

    /// <summary>How many timers run.</summary>
    public int Count => _index.Count;

    /// <summary>Finds a key's timer; false if it has none.</summary>
    public bool TryFind(TKey key, out int slot) => _index.TryGetValue(key, out slot);

    /// <summary>A timer; starting it anew is to set when its key was heard.</summary>
    public ref Slot this[int slot] => ref _chunks[slot >> ChunkBits][slot & (ChunkSize - 1)];

    /// <summary>Starts the timer of a key that has none.</summary>
    public int Add(TKey key, long heard, long stored)
    {
        int slot;
        if (_free != None)
        {
            slot = _free;
            _free = this[slot].Next;
        }
        else
        {
            slot = _used++;
            if (slot >> ChunkBits == _chunks.Count)
            {
                _chunks.Add(new Slot[ChunkSize]);
            }
        }

        this[slot] = new Slot { Key = key, Heard = heard, Stored = stored };
        _index.Add(key, slot);
        Place(slot);
        return slot;
    }

    /// <summary>Forgets a key's timer; its place in the ring is given up when its bucket has come.</summary>
    public void Remove(TKey key)
    {
        if (_index.Remove(key, out var slot))
        {
            this[slot].IsRemoved = true;
        }
    }

    public void Clear()
    {
        _index.Clear();
        _chunks.Clear();
        Array.Fill(_buckets, None);
        _free = None;
        _used = 0;
        _at = long.MinValue;
        _nextCheck = long.MaxValue;
    }

    /// <summary>Takes the keys whose time is over, the first first, and forgets their timers.</summary>
    /// <param name="now">The time.</param>
    /// <param name="due">When each ended, and its key; valid until the next call.</param>
    /// <returns>False if there is none.</returns>
    public bool TryTakeDue(long now, out ReadOnlySpan<(long Deadline, TKey Key)> due)
    {
        due = default;
        if (now < _nextCheck)
        {
            return false;
        }

        _due.Clear();
        _nextCheck = long.MaxValue;
        var last = Math.Max(now / _bucketMs, _at);
        for (var bucket = Math.Max(_at, last - _buckets.Length + 1); bucket <= last; bucket++)
        {
            _at = bucket;
            Empty(bucket, now);
        }

        // What has been put back told its deadline; later buckets wait for their beginning.
        _nextCheck = _index.Count == 0 ? long.MaxValue : Math.Min(_nextCheck, (_at + 1) * _bucketMs);
        _due.Sort(static (a, b) => a.Deadline.CompareTo(b.Deadline));
        due = CollectionsMarshal.AsSpan(_due);
        return _due.Count > 0;
    }

    private void Empty(long bucket, long now)
    {
        ref var head = ref _buckets[bucket % _buckets.Length];
        var slot = head;
        head = None;
        while (slot != None)
        {
            ref var timer = ref this[slot];
            var next = timer.Next;
            if (timer.IsRemoved || timer.Heard + _afterMs <= now)
            {
                if (!timer.IsRemoved)
                {
                    _due.Add((timer.Heard + _afterMs, timer.Key));
                    _index.Remove(timer.Key);
                }

                timer = new Slot { Next = _free };
                _free = slot;
            }
            else
            {
                Place(slot);
            }

            slot = next;
        }
    }

    /// <summary>Puts a timer into the bucket of its deadline. A clock that was set back does not lead out of the ring.</summary>
    private void Place(int slot)
    {
        ref var timer = ref this[slot];
        var deadline = timer.Heard + _afterMs;
        if (_at == long.MinValue)
        {
            _at = timer.Heard / _bucketMs;
        }

        var bucket = Math.Clamp(deadline / _bucketMs, _at, _at + _buckets.Length - 1);
        ref var head = ref _buckets[bucket % _buckets.Length];
        timer.Next = head;
        head = slot;
        _nextCheck = Math.Min(_nextCheck, deadline);
    }

    /// <summary>A key with its timer.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "It is never compared.")]
    internal struct Slot
    {
        public TKey Key;

        /// <summary>When the key was heard last, milliseconds since 1970.</summary>
        public long Heard;

        /// <summary>The same as the store knows it.</summary>
        public long Stored;

        /// <summary>The next timer in the same bucket, or the next free place.</summary>
        public int Next;

        public bool IsRemoved;
    }
}
