using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Millrace.Execution;
using Millrace.Windows;

namespace Millrace.State;

/// <summary>
/// The object cache of a window store. Entries are grouped by segments of time, in memory as in the bytes: a segment
/// expires as one, with no changelog record, and of a segment that began in memory nothing has to be looked up.
/// </summary>
internal sealed partial class WindowStore<TKey, TValue> : TaskStore, ITimestampedWindowStore<TKey, TValue>
    where TKey : notnull
{
    private readonly SortedList<long, WindowSegment<TKey, TValue>> _segments = [];
    private readonly Stack<CachedWindow<TKey, TValue>[]> _spareChunks = [];
    private readonly List<ChangedWindow> _dirty = [];
    private readonly IEqualityComparer<TKey>? _comparer;
    private readonly WindowStoreShape _shape;
    private readonly IByteStore _bytes;
    private readonly WindowStoreKeys<TKey> _keys;
    private readonly Serde<TValue> _valueSerde;
    private readonly SerdeContext _valueContext;
    private readonly WindowTimeIndex<TKey>? _index;
    private readonly WindowStoreProgress _marks;
    private readonly WindowStoreProgress _stored;
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private readonly int _timestampSize;
    private WindowSegment<TKey, TValue>? _last;
    private int _firstChanged;
    private int _lastChanged;
    private long _firstStoredSegment = long.MinValue;

    // What was there when the store was opened is counted as one, until the last segment of that time has expired.
    private readonly long _lastSegmentBefore;
    private long _windowsBefore;

    public WindowStore(
        StreamTask task, int index, string name, string changelogTopic, Serde<TKey> keySerde, Serde<TValue> valueSerde, WindowStoreShape shape)
        : base(task, index, name, changelogTopic)
    {
        _comparer = typeof(TKey) == typeof(byte[]) ? (IEqualityComparer<TKey>)(object)ByteArrayComparer.Instance : null;
        _shape = shape;
        _bytes = task.Environment.Backend.Store(index);
        _keys = new WindowStoreKeys<TKey>(keySerde, new SerdeContext(changelogTopic, IsKey: true));
        _valueSerde = valueSerde;
        _valueContext = new SerdeContext(changelogTopic, IsKey: false);
        _timestampSize = shape.Timestamped ? sizeof(long) : 0;
        _index = shape.IndexedByTime ? new WindowTimeIndex<TKey>(_bytes, _keys) : null;
        _marks = new WindowStoreProgress(shape.Clocks);
        _stored = new WindowStoreProgress(shape.Clocks);
        if (_bytes.TryGet(WindowStoreKeys<TKey>.Marks, _value))
        {
            _marks.Read(_value.WrittenSpan);
            _stored.CopyFrom(_marks);
        }

        _lastSegmentBefore = shape.SegmentOf(_stored.Observed);
        _windowsBefore = _bytes.ApproximateCount;
        Windows = _windowsBefore;
    }

    /// <summary>Called for each entry that changed since the last commit, in order of its last change, as Kafka Streams' cache has it.</summary>
    public Action<Record<WindowKey<TKey>, Change<TValue>>>? OnEmit { get; set; }

    /// <summary>
    /// The clocks of the operators that own the store, kept with its entries; <see cref="long.MinValue"/> at first. After
    /// a restoration from the changelog a single one is the highest timestamp there.
    /// </summary>
    public Span<long> Times => _marks.Times;

    /// <summary>The clock of a store that one operator owns.</summary>
    public long Time
    {
        get => _marks.Times[0];
        set => _marks.Times[0] = value;
    }

    /// <summary>The highest start that was put; <see cref="long.MinValue"/> before the first.</summary>
    public long Observed => _marks.Observed;

    /// <summary>About how many windows there are, until their segment has expired.</summary>
    public long Windows { get; private set; }

    /// <summary>How many entries are in memory.</summary>
    public int CachedEntries => _segments.Values.Sum(s => s.Count);

    /// <summary>The value of a key at a start.</summary>
    public bool TryFetch(TKey key, long start, [MaybeNullWhen(false)] out TValue value, out long timestamp)
    {
        if (start < _shape.FirstVisible(_marks.Observed) || (_shape.RetainDuplicates && _shape.Type == StoreType.InMemory))
        {
            (value, timestamp) = (default, 0);
            return false;
        }

        ref var entry = ref Load(Segment(_shape.SegmentOf(start)), key, start, _marks.Sequence);
        value = entry.Value;
        timestamp = entry.Timestamp;
        return entry.Exists;
    }

    /// <summary>Puts a value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="start">The window's start.</param>
    /// <param name="timestamp">The timestamp of the entry and of its changelog record.</param>
    /// <param name="headers">The headers of what is sent downstream with the commit.</param>
    /// <returns>False if it was dropped, and counted, for being too old.</returns>
    public bool Put(TKey key, TValue value, long start, long timestamp, Headers? headers = null)
    {
        if (!Accept(start))
        {
            return false;
        }

        ref var entry = ref ToChange(key, start, headers);
        entry.Value = value;
        entry.Timestamp = timestamp;
        Count(start, entry.Exists, true);
        entry.Exists = true;
        return true;
    }

    /// <summary>Removes an entry of a store that keeps no duplicates.</summary>
    public void Delete(TKey key, long start, long timestamp, Headers? headers = null)
    {
        if ((_shape.RetainDuplicates && _shape.Type == StoreType.Persistent) || !Accept(start) || _shape.RetainDuplicates)
        {
            return;
        }

        ref var entry = ref ToChange(key, start, headers);
        entry.Value = default;
        entry.Timestamp = timestamp;
        Count(start, entry.Exists, false);
        entry.Exists = false;
    }

    public override void Emit()
    {
        if (OnEmit is not { } emit)
        {
            return;
        }

        for (var i = _firstChanged; i != 0;)
        {
            var changed = _dirty[i - 1];
            i = changed.Later;
            ref var entry = ref changed.Segment[changed.Entry];
            emit(new Record<WindowKey<TKey>, Change<TValue>>(
                new WindowKey<TKey>(entry.Key, entry.Start),
                new Change<TValue>(entry.Value, entry.Exists, changed.Old, changed.Existed),
                entry.Timestamp,
                changed.Headers));
        }
    }

    public override void Flush(IStateBatch batch)
    {
        var firstLive = _shape.FirstLiveSegment(_marks.Observed);
        foreach (ref var changed in CollectionsMarshal.AsSpan(_dirty))
        {
            // What has expired meanwhile was sent downstream, and that was all that was left to do with it.
            if (changed.Segment.Id >= firstLive)
            {
                Write(batch, changed.Segment, ref changed.Segment[changed.Entry], changed.Existed);
            }
        }

        if (firstLive > _firstStoredSegment)
        {
            // From where it ended before: ranges that overlap would have to be looked through by every read.
            batch.DeleteRange(Index, _keys.SegmentBound(_firstStoredSegment), _keys.SegmentBound(firstLive));
            _index?.Expire(batch, Index, _firstStoredSegment == long.MinValue ? long.MinValue : _firstStoredSegment * _shape.SegmentMs, firstLive * _shape.SegmentMs);
        }

        PutMarks(batch);
    }

    public override void Committed()
    {
        foreach (ref var changed in CollectionsMarshal.AsSpan(_dirty))
        {
            changed.Segment[changed.Entry].Dirty = 0;
        }

        Forget();
        _index?.Committed();
        _stored.CopyFrom(_marks);
        _firstStoredSegment = _shape.FirstLiveSegment(_marks.Observed);
        Trim();
    }

    public override void Rollback()
    {
        for (var i = _dirty.Count - 1; i >= 0; i--)
        {
            var changed = _dirty[i];
            ref var entry = ref changed.Segment[changed.Entry];
            Count(entry.Start, entry.Exists, changed.Existed);
            (entry.Value, entry.Timestamp, entry.Exists, entry.Dirty) = (changed.Old, changed.OldTimestamp, changed.Existed, 0);
        }

        Forget();
        _index?.Rollback();
        _marks.CopyFrom(_stored);
    }

    private void Write(IStateBatch batch, WindowSegment<TKey, TValue> segment, ref CachedWindow<TKey, TValue> entry, bool existed)
    {
        var key = _keys.Entry(segment.Id, entry.Key, entry.Start, entry.Sequence);
        var changelogKey = WindowStoreKeys<TKey>.ChangelogKey(key);
        if (!entry.Exists)
        {
            batch.Delete(Index, key);
            Changelog.Send(Task.Id.Partition, true, changelogKey, false, [], entry.Timestamp, null);
            if (existed)
            {
                _index?.Remove(batch, Index, entry.Start, entry.Key);
            }

            return;
        }

        _value.ResetWrittenCount();
        if (_shape.Timestamped)
        {
            BinaryPrimitives.WriteInt64BigEndian(_value.GetSpan(sizeof(long)), entry.Timestamp);
            _value.Advance(sizeof(long));
        }

        _valueSerde.Serialize(entry.Value!, _value, _valueContext);
        batch.Put(Index, key, _value.WrittenSpan);
        Changelog.Send(Task.Id.Partition, true, changelogKey, true, _value.WrittenSpan[_timestampSize..], entry.Timestamp, null);
        if (!existed)
        {
            _index?.Add(batch, Index, entry.Start, entry.Key);
        }
    }

    private void PutMarks(IStateBatch batch)
    {
        if (_marks.Equal(_stored))
        {
            return;
        }

        _value.ResetWrittenCount();
        _marks.Write(_value);
        batch.Put(Index, WindowStoreKeys<TKey>.Marks, _value.WrittenSpan);
    }

    /// <summary>Whether a start is not too old, which it may have made others.</summary>
    private bool Accept(long start)
    {
        if (start > _marks.Observed)
        {
            _marks.Observed = start;
        }

        var refused = _shape.Refuses(start, _marks.Observed);
        if (_shape.RetainDuplicates && !(refused && _shape.Type == StoreType.InMemory))
        {
            _marks.Sequence = (_marks.Sequence + 1) & int.MaxValue;
        }

        if (refused)
        {
            CountDropped();
        }

        return !refused;
    }

    private void Count(long start, bool existed, bool exists)
    {
        var change = (exists ? 1 : 0) - (existed ? 1 : 0);
        Segment(_shape.SegmentOf(start)).Windows += change;
        Windows += change;
    }

    private WindowSegment<TKey, TValue> Segment(long id)
    {
        if (_last?.Id == id)
        {
            return _last;
        }

        if (!_segments.TryGetValue(id, out var segment))
        {
            segment = new WindowSegment<TKey, TValue>(id, IsNew(id), _comparer, _spareChunks);
            _segments.Add(id, segment);
        }

        return _last = segment;
    }

    private bool IsNew(long segment)
    {
        if (_stored.Observed == long.MinValue || segment > _shape.SegmentOf(_stored.Observed))
        {
            return true;
        }

        using var first = _bytes.Range(_keys.SegmentBound(segment), _keys.SegmentBound(segment + 1));
        return !first.MoveNext();
    }

    private ref CachedWindow<TKey, TValue> Load(WindowSegment<TKey, TValue> segment, TKey key, long start, int sequence)
    {
        var hash = segment.HashOf(key);
        var newest = segment.Newest(key, hash);
        var found = segment.Find(newest, start, sequence);
        if (found != 0)
        {
            return ref segment[found];
        }

        if (segment.Complete || (newest != 0 && segment[newest].AllLoaded))
        {
            return ref segment[segment.Add(key, hash, start, sequence)];
        }

        // Fetched first: an entry that cannot be read must not be taken for one that is not there.
        _value.ResetWrittenCount();
        var exists = _bytes.TryGet(_keys.Entry(segment.Id, key, start, sequence), _value);
        var (value, timestamp) = exists ? Read(_value.WrittenSpan) : default;
        ref var entry = ref segment[segment.Add(key, hash, start, sequence)];
        (entry.Value, entry.Timestamp, entry.Exists) = (value, timestamp, exists);
        return ref entry;
    }

    private ref CachedWindow<TKey, TValue> ToChange(TKey key, long start, Headers? headers)
    {
        var segment = Segment(_shape.SegmentOf(start));
        ref var entry = ref Load(segment, key, start, _marks.Sequence);
        if (entry.Dirty != 0)
        {
            CollectionsMarshal.AsSpan(_dirty)[entry.Dirty - 1].Headers = headers;
            MoveToEnd(entry.Dirty);
            return ref entry;
        }

        var hash = segment.HashOf(key);
        _dirty.Add(new ChangedWindow
        {
            Segment = segment,
            Entry = segment.Find(segment.Newest(key, hash), start, _marks.Sequence),
            Old = entry.Value,
            OldTimestamp = entry.Timestamp,
            Existed = entry.Exists,
            Headers = headers,
        });
        entry.Dirty = _dirty.Count;
        Append(entry.Dirty);
        if (!entry.Exists)
        {
            _index?.Added(start, key);
        }

        if (_dirty.Count >= Task.Environment.DirtyEntriesPerCommit)
        {
            Task.RequestCommit();
        }

        return ref entry;
    }

    private void MoveToEnd(int change)
    {
        if (change == _lastChanged)
        {
            return;
        }

        var changes = CollectionsMarshal.AsSpan(_dirty);
        var (earlier, later) = (changes[change - 1].Earlier, changes[change - 1].Later);
        changes[later - 1].Earlier = earlier;
        if (earlier == 0)
        {
            _firstChanged = later;
        }
        else
        {
            changes[earlier - 1].Later = later;
        }

        Append(change);
    }

    private void Append(int change)
    {
        var changes = CollectionsMarshal.AsSpan(_dirty);
        changes[change - 1].Earlier = _lastChanged;
        changes[change - 1].Later = 0;
        if (_lastChanged == 0)
        {
            _firstChanged = change;
        }
        else
        {
            changes[_lastChanged - 1].Later = change;
        }

        _lastChanged = change;
    }

    private void Forget()
    {
        _dirty.Clear();
        _firstChanged = _lastChanged = 0;
    }

    private (TValue Value, long Timestamp) Read(ReadOnlySpan<byte> stored) => (
        _valueSerde.Deserialize(stored[_timestampSize..], _valueContext),
        _shape.Timestamped ? BinaryPrimitives.ReadInt64BigEndian(stored) : 0);

    private void Trim()
    {
        _last = null;
        if (_windowsBefore > 0 && _firstStoredSegment > _lastSegmentBefore)
        {
            Windows -= _windowsBefore;
            _windowsBefore = 0;
        }

        while (_segments.Count > 0 && _segments.GetKeyAtIndex(0) < _firstStoredSegment)
        {
            Windows -= _segments.GetValueAtIndex(0).Windows;
            _segments.GetValueAtIndex(0).Drop();
            _segments.RemoveAt(0);
        }

        // A quarter more than the excess, so that a full cache is not trimmed at every commit; the oldest segment first.
        var allowed = Task.Environment.CachedEntriesPerStore;
        var excess = CachedEntries - allowed;
        if (excess <= 0)
        {
            return;
        }

        excess += allowed / 4;
        for (var i = 0; i < _segments.Count && excess > 0; i++)
        {
            var segment = _segments.GetValueAtIndex(i);
            var before = segment.Count;
            segment.Evict(excess);
            excess -= before - segment.Count;
        }
    }

    /// <summary>An entry that changed since the last commit, and what it was then.</summary>
    private struct ChangedWindow
    {
        public WindowSegment<TKey, TValue> Segment;
        public int Entry;
        public TValue? Old;
        public long OldTimestamp;
        public bool Existed;
        public Headers? Headers;

        /// <summary>The entry that changed before it, and the one that changed after it; from 1, and 0 for none.</summary>
        public int Earlier;
        public int Later;
    }
}
