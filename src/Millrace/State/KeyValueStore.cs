using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Millrace.Execution;
using Millrace.Tables;

namespace Millrace.State;

/// <summary>
/// The object cache over a byte store. A key that is written a thousand times between two commits is serialized,
/// logged and stored once.
/// </summary>
/// <remarks>
/// Bytes, as Kafka Streams': the changelog record is key -> value with the entry's timestamp as its own; in the byte
/// store a timestamped value has its timestamp before it (8 bytes, big-endian).
/// </remarks>
internal sealed partial class KeyValueStore<TKey, TValue> : TaskStore, ITimestampedKeyValueStore<TKey, TValue>, ITableView<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Entry> _entries;
    private readonly List<DirtyKey> _dirty = [];
    private readonly IByteStore _bytes;
    private readonly Serde<TKey> _keySerde;
    private readonly Serde<TValue> _valueSerde;
    private readonly SerdeContext _keyContext;
    private readonly SerdeContext _valueContext;
    private readonly bool _timestamped;
    private readonly int _timestampSize;
    private bool _remembers;
    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);

    public KeyValueStore(
        StreamTask task, int index, string name, string changelogTopic, Serde<TKey> keySerde, Serde<TValue> valueSerde, bool timestamped)
        : base(task, index, name, changelogTopic)
    {
        _entries = new Dictionary<TKey, Entry>(ByteArrayComparer.For<TKey>());
        _bytes = task.Environment.Backend.Store(index);
        _keySerde = keySerde;
        _valueSerde = valueSerde;
        _keyContext = new SerdeContext(changelogTopic, IsKey: true);
        _valueContext = new SerdeContext(changelogTopic, IsKey: false);
        _timestamped = timestamped;
        _timestampSize = timestamped ? sizeof(long) : 0;
    }

    /// <summary>About how many entries were stored with the last commit.</summary>
    public long ApproximateCount => _bytes.ApproximateCount;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => TryGet(key, out value, out _);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp)
    {
        ref var entry = ref Load(key);
        value = entry.Value;
        timestamp = entry.Timestamp;
        return entry.Exists;
    }

    public void Put(TKey key, TValue value) => Put(key, value, Task.CurrentTime);

    /// <summary>Sets the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">The timestamp of the entry and of its changelog record.</param>
    /// <param name="headers">The headers of what is sent downstream with the commit.</param>
    public void Put(TKey key, TValue value, long timestamp, Headers? headers = null)
    {
        ref var entry = ref ToChange(key, headers);
        entry.Value = value;
        entry.Timestamp = timestamp;
        entry.Exists = true;
    }

    /// <summary>
    /// Changes a value in memory only. It is forgotten with a rollback, a restart, or when memory is short, so that it has
    /// to be one that can be found out otherwise.
    /// </summary>
    /// <param name="key">A key that is there.</param>
    /// <param name="value">The value.</param>
    public void Remember(TKey key, TValue value)
    {
        Load(key).Value = value;
        _remembers = true;
    }

    public void Delete(TKey key) => Delete(key, Task.CurrentTime);

    public void Delete(TKey key, long timestamp, Headers? headers = null)
    {
        ref var entry = ref ToChange(key, headers);
        entry.Value = default;
        entry.Timestamp = timestamp;
        entry.Exists = false;
    }

    void ITimestampedKeyValueStore<TKey, TValue>.Put(TKey key, TValue value, long timestamp) => Put(key, value, timestamp);

    public IEnumerable<KeyValuePair<TKey, TValue>> All() => Scan([], null, reverse: false).Select(WithoutTimestamp);

    public IEnumerable<KeyValuePair<TKey, TValue>> ReverseAll() => Scan([], null, reverse: true).Select(WithoutTimestamp);

    public IEnumerable<KeyValuePair<TKey, TValue>> Range(KeyRange<TKey> keys) => Scan(keys, reverse: false);

    public IEnumerable<KeyValuePair<TKey, TValue>> ReverseRange(KeyRange<TKey> keys) => Scan(keys, reverse: true);

    public IEnumerable<KeyValuePair<TKey, TValue>> PrefixScan<TPrefix>(TPrefix prefix, Serde<TPrefix> serde)
    {
        ArgumentNullException.ThrowIfNull(serde);
        var from = new ArrayBufferWriter<byte>();
        serde.Serialize(prefix, from, _keyContext);
        return Scan(from.WrittenSpan.ToArray(), ByteBounds.AfterPrefix(from.WrittenSpan), reverse: false).Select(WithoutTimestamp);
    }

    public IEnumerable<TimestampedEntry<TKey, TValue>> AllWithTimestamps() => Scan([], null, reverse: false);

    private static KeyValuePair<TKey, TValue> WithoutTimestamp(TimestampedEntry<TKey, TValue> entry) => new(entry.Key, entry.Value);

    private IEnumerable<KeyValuePair<TKey, TValue>> Scan(KeyRange<TKey> keys, bool reverse)
    {
        var from = keys.HasFrom ? SerializeKey(keys.From!).ToArray() : [];
        var to = keys.HasTo ? ByteBounds.After(SerializeKey(keys.To!)) : null;
        return Scan(from, to, reverse).Select(WithoutTimestamp);
    }

    /// <summary>The entries from a key's bytes on, before others if given.</summary>
    private List<TimestampedEntry<TKey, TValue>> Scan(byte[] from, byte[]? before, bool reverse)
    {
        Task.CheckAccess(this);

        // Entries that have changed since the last commit are in memory only; both sides are sorted by bytes and merged.
        var found = new SortedDictionary<byte[], Entry>(ByteArrayComparer.Instance);
        foreach (var dirty in _dirty)
        {
            var key = SerializeKey(dirty.Key);
            if (key.SequenceCompareTo(from) >= 0 && (before is null || key.SequenceCompareTo(before) < 0))
            {
                found[key.ToArray()] = _entries[dirty.Key];
            }
        }

        if (before is null || from.AsSpan().SequenceCompareTo(before) < 0)
        {
            using var stored = _bytes.Range(from, before);
            while (stored.MoveNext())
            {
                var key = stored.Key.ToArray();
                if (!found.ContainsKey(key))
                {
                    found.Add(key, Read(stored.Value));
                }
            }
        }

        var result = new List<TimestampedEntry<TKey, TValue>>(found.Count);
        foreach (var (key, entry) in found)
        {
            if (entry.Exists)
            {
                result.Add(new(_keySerde.Deserialize(key, _keyContext), entry.Value!, entry.Timestamp));
            }
        }

        if (reverse)
        {
            result.Reverse();
        }

        return result;
    }

    public override void Flush(IStateBatch batch)
    {
        foreach (var (key, _, _, _, _) in _dirty)
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
            var keyBytes = SerializeKey(key);
            if (!entry.Exists)
            {
                batch.Delete(Index, keyBytes);
                Changelog.Send(Task.Id.Partition, true, keyBytes, false, [], entry.Timestamp, null);
                continue;
            }

            _value.ResetWrittenCount();
            if (_timestamped)
            {
                BinaryPrimitives.WriteInt64BigEndian(_value.GetSpan(sizeof(long)), entry.Timestamp);
                _value.Advance(sizeof(long));
            }

            _valueSerde.Serialize(entry.Value!, _value, _valueContext);
            batch.Put(Index, keyBytes, _value.WrittenSpan);
            Changelog.Send(Task.Id.Partition, true, keyBytes, true, _value.WrittenSpan[_timestampSize..], entry.Timestamp, null);
        }
    }

    public override void Committed()
    {
        foreach (var (key, _, _, _, _) in _dirty)
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
            if (entry.Exists)
            {
                entry.MakeClean();
            }
            else
            {
                _entries.Remove(key);
            }
        }

        _dirty.Clear();
        _told = 0;
        CacheLimit.Trim(_entries, Task.Environment.CachedEntriesPerStore);
    }

    public override void Rollback()
    {
        if (_remembers)
        {
            _entries.Clear();
            _remembers = false;
        }

        foreach (var dirty in _dirty)
        {
            _entries.Remove(dirty.Key);
        }

        _dirty.Clear();
        _told = 0;
    }

    public override void Restore(RecordCursor record, IStateBatch batch)
    {
        if (RestoredFromSource >= 0 && !CanBeRead(record))
        {
            return;
        }

        if (!record.HasValue)
        {
            batch.Delete(Index, record.Key);
            return;
        }

        if (!_timestamped)
        {
            batch.Put(Index, record.Key, record.Value);
            return;
        }

        _value.ResetWrittenCount();
        BinaryPrimitives.WriteInt64BigEndian(_value.GetSpan(sizeof(long)), record.Timestamp);
        _value.Advance(sizeof(long));
        _value.Write(record.Value);
        batch.Put(Index, record.Key, _value.WrittenSpan);
    }

    /// <summary>An input has records that never came into the table: without a key, or that its serdes refuse.</summary>
    private bool CanBeRead(RecordCursor record)
    {
        if (!record.HasKey)
        {
            return false;
        }

        try
        {
            _ = _keySerde.Deserialize(record.Key, _keyContext);
            _ = record.HasValue ? _valueSerde.Deserialize(record.Value, _valueContext) : default;
            return true;
        }
        catch (SerdeException)
        {
            return false;
        }
    }

    private ref Entry Load(TKey key)
    {
        Task.CheckAccess(this);
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entry))
        {
            return ref entry;
        }

        // Fetched first: an entry that cannot be read must not be taken for one that is not there.
        var fetched = Fetch(key);
        ref var added = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, key, out _);
        added = fetched;
        return ref added;
    }

    private ref Entry ToChange(TKey key, Headers? headers)
    {
        ref var entry = ref Load(key);
        if (entry.IsDirty)
        {
            CollectionsMarshal.AsSpan(_dirty)[entry.DirtyIndex].Headers = headers;
            return ref entry;
        }

        _dirty.Add(new DirtyKey(key, entry.Value, entry.Timestamp, entry.Exists, headers));
        entry.DirtyIndex = _dirty.Count - 1;
        if (_dirty.Count >= Task.Environment.DirtyEntriesPerCommit)
        {
            Task.RequestCommit();
        }

        return ref entry;
    }

    private Entry Fetch(TKey key)
    {
        _value.ResetWrittenCount();
        return _bytes.TryGet(SerializeKey(key), _value) ? Read(_value.WrittenSpan) : default;
    }

    private Entry Read(ReadOnlySpan<byte> stored) => new()
    {
        Exists = true,
        Timestamp = _timestamped ? BinaryPrimitives.ReadInt64BigEndian(stored) : 0,
        Value = _valueSerde.Deserialize(stored[_timestampSize..], _valueContext),
    };

    private ReadOnlySpan<byte> SerializeKey(TKey key)
    {
        _key.ResetWrittenCount();
        _keySerde.Serialize(key, _key, _keyContext);
        return _key.WrittenSpan;
    }

    private struct Entry
    {
        private int _dirty;

        public TValue? Value;
        public long Timestamp;
        public bool Exists;

        public readonly bool IsDirty => _dirty != 0;

        /// <summary>Where the key stands among the dirty ones; no meaning for a clean entry.</summary>
        public int DirtyIndex
        {
            readonly get => _dirty - 1;
            set => _dirty = value + 1;
        }

        public void MakeClean() => _dirty = 0;
    }

    /// <summary>A key that changed since the last commit, and what it was then.</summary>
    private record struct DirtyKey(TKey Key, TValue? Old, long OldTimestamp, bool Existed, Headers? Headers);
}
