using System.Buffers;
using System.Buffers.Binary;
using Millrace.Execution;
using Millrace.State;

namespace Millrace.Suppression;

/// <summary>
/// What a suppression holds back: one change a key, as objects in order of time. What changed since the last commit
/// becomes bytes with the commit. In the byte store an entry's key has a 0 before it; under the single byte 1 is the
/// stream time, which no changelog has: rebuilt from its changelog, the buffer takes the newest of what waits for it.
/// </summary>
internal sealed class SuppressBuffer<TKey, TValue> : TaskStore
    where TKey : notnull
{
    private const byte EntryPrefix = 0;
    private const string VersionHeader = "v";
    private static readonly byte[] StreamTimeKey = [1];
    private static readonly byte[] Version = [3];
    private static readonly Headers ChangelogHeaders = new Headers().Add(VersionHeader, new ReadOnlyMemory<byte>(Version));

    private readonly Dictionary<TKey, BufferedChange<TKey, TValue>> _byKey = [];
    private readonly SortedSet<BufferedChange<TKey, TValue>> _byTime = new(BufferOrder<TKey, TValue>.Instance);
    private readonly Dictionary<TKey, BufferedChange<TKey, TValue>> _dirty = [];
    private readonly IByteStore _bytes;
    private readonly SuppressClock<TKey, TValue> _clock;
    private readonly Serde<TKey> _keySerde;
    private readonly SerdeContext _keyContext;
    private readonly BufferedChangeCodec<TKey, TValue> _codec;
    private readonly bool _measures;
    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private long _flushedStreamTime = long.MinValue;
    private bool _loaded;

    public SuppressBuffer(
        StreamTask task,
        int index,
        string name,
        string changelogTopic,
        Serde<TKey> keySerde,
        Serde<TValue> valueSerde,
        Func<SuppressBuffer<TKey, TValue>, SuppressClock<TKey, TValue>> clock,
        bool measures)
        : base(task, index, name, changelogTopic)
    {
        _bytes = task.Environment.Backend.Store(index);
        _keySerde = keySerde;
        _keyContext = new SerdeContext(changelogTopic, IsKey: true);
        _codec = new BufferedChangeCodec<TKey, TValue>(valueSerde, new SerdeContext(changelogTopic, IsKey: false));
        _clock = clock(this);
        _measures = measures;
    }

    /// <summary>How many keys something waits for.</summary>
    public int Count => _byKey.Count;

    /// <summary>The size of what waits; 0 where nobody asks.</summary>
    public long Size { get; private set; }

    /// <summary>The highest timestamp of an update.</summary>
    public long StreamTime { get; set; } = long.MinValue;

    /// <summary>The oldest of what waits.</summary>
    public BufferedChange<TKey, TValue>? Oldest => _byTime.Min;

    /// <summary>Moves the key's clock on and gives its time.</summary>
    public long Advance(TKey key, long timestamp)
    {
        Load();
        return _clock.Advance(key, timestamp);
    }

    /// <summary>The oldest of what waits by the key's clock.</summary>
    public BufferedChange<TKey, TValue>? OldestFor(TKey key) => _clock.Oldest(key);

    /// <summary>Lets an update wait, in the place of the one that waits for its key, if one does.</summary>
    public void Put(long time, in Record<TKey, Change<TValue>> record, in RecordOrigin origin)
    {
        Load();
        if (!_byKey.TryGetValue(record.Key, out var change))
        {
            change = new BufferedChange<TKey, TValue>(
                record.Key, Serialize(record.Key).ToArray(), time, new BufferedValue<TValue>(record.Value.Old, record.Value.Existed))
            {
                Timestamp = record.Timestamp,
            };
            Add(change);
        }

        change.Change = record.Value;
        change.Timestamp = record.Timestamp;
        change.Headers = record.Headers;
        change.Origin = origin;
        Measure(change);
        MarkDirty(change);
    }

    public void Remove(BufferedChange<TKey, TValue> change)
    {
        _byKey.Remove(change.Key);
        _byTime.Remove(change);
        _clock.Remove(change);
        Size -= change.Size;
        change.Waits = false;
        MarkDirty(change);
    }

    /// <summary>The value that those downstream know of a key for which something waits; false if nothing does.</summary>
    public bool TryGetBefore(TKey key, out BufferedValue<TValue> before)
    {
        Load();
        var waits = _byKey.TryGetValue(key, out var change);
        before = waits ? change!.Before : default;
        return waits;
    }

    public override void Flush(IStateBatch batch)
    {
        foreach (var change in _dirty.Values.Order(BufferOrder<TKey, TValue>.Instance))
        {
            var key = StoredKey(change.KeyBytes);
            if (!change.Waits)
            {
                batch.Delete(Index, key);
                Changelog.Send(Task.Id.Partition, true, change.KeyBytes, false, [], null, null);
                continue;
            }

            _value.ResetWrittenCount();
            _codec.Write(change, _value);
            batch.Put(Index, key, _value.WrittenSpan);
            Changelog.Send(Task.Id.Partition, true, change.KeyBytes, true, _value.WrittenSpan, null, ChangelogHeaders);
        }

        if (StreamTime != _flushedStreamTime)
        {
            Span<byte> time = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(time, StreamTime);
            batch.Put(Index, StreamTimeKey, time);
            _flushedStreamTime = StreamTime;
        }
    }

    public override void Committed() => _dirty.Clear();

    public override void Rollback()
    {
        _byKey.Clear();
        _byTime.Clear();
        _dirty.Clear();
        _clock.Clear();
        Size = 0;
        _loaded = false;
    }

    public override void Restore(RecordCursor record, IStateBatch batch)
    {
        var key = StoredKey(record.Key);
        if (!record.HasValue)
        {
            batch.Delete(Index, key);
            return;
        }

        if (record.Headers?.Last(VersionHeader) is not { Value: { } version } || !version.Span.SequenceEqual(Version))
        {
            throw new StateException($"Changelog '{ChangelogTopic}' has a record of a layout that is not known, at offset {record.Offset}; version 3 is.");
        }

        batch.Put(Index, key, record.Value);
    }

    /// <summary>Reads what is stored, once it has been restored.</summary>
    private void Load()
    {
        if (_loaded)
        {
            return;
        }

        _loaded = true;
        StreamTime = long.MinValue;
        using var stored = _bytes.Range([], []);
        while (stored.MoveNext())
        {
            if (stored.Key[0] != EntryPrefix)
            {
                StreamTime = Math.Max(StreamTime, BinaryPrimitives.ReadInt64BigEndian(stored.Value));
                continue;
            }

            var keyBytes = stored.Key[1..].ToArray();
            var change = _codec.Read(_keySerde.Deserialize(keyBytes, _keyContext), keyBytes, stored.Value);
            StreamTime = Math.Max(StreamTime, change.Timestamp);
            Add(change);
            Measure(change);
        }

        _flushedStreamTime = StreamTime;
    }

    private void Add(BufferedChange<TKey, TValue> change)
    {
        change.Waits = true;
        _byKey.Add(change.Key, change);
        _byTime.Add(change);
        _clock.Add(change);
    }

    private void Measure(BufferedChange<TKey, TValue> change)
    {
        if (_measures)
        {
            var size = _codec.Measure(change);
            Size += size - change.Size;
            change.Size = size;
        }
    }

    private void MarkDirty(BufferedChange<TKey, TValue> change)
    {
        _dirty[change.Key] = change;
        if (_dirty.Count >= Task.Environment.DirtyEntriesPerCommit)
        {
            Task.RequestCommit();
        }
    }

    private ReadOnlySpan<byte> Serialize(TKey key)
    {
        _key.ResetWrittenCount();
        _keySerde.Serialize(key, _key, _keyContext);
        return _key.WrittenSpan;
    }

    private ReadOnlySpan<byte> StoredKey(ReadOnlySpan<byte> keyBytes)
    {
        _key.ResetWrittenCount();
        _key.Write([EntryPrefix]);
        _key.Write(keyBytes);
        return _key.WrittenSpan;
    }
}
