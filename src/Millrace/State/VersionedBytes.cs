using System.Buffers;
using System.Buffers.Binary;
using Millrace.Execution;

namespace Millrace.State;

/// <summary>
/// A versioned store's bytes. All integers are big-endian; times have their sign bit turned, so that their bytes are in
/// the order of time. The first byte tells what an entry is:
/// <code>
///   0 | key                                   -> time | version      the newest version
///   1 | key's length, int32 | key | time      -> version             an older version, by when it begins
///   2 | segment, int64 | key                  -> (empty)             the key has versions that end in the segment
///   3                                         -> time                the highest timestamp put
/// </code>
/// A version is a byte (0: a deletion, 1: a value) and the value's bytes.
/// </summary>
internal sealed class VersionedBytes<TKey, TValue>
{
    private const byte LatestTag = 0;
    private const byte OlderTag = 1;
    private const byte EndsTag = 2;
    private const byte ObservedTag = 3;

    private readonly IByteStore _bytes;
    private readonly int _index;
    private readonly Serde<TKey> _keySerde;
    private readonly Serde<TValue> _valueSerde;
    private readonly SerdeContext _keyContext;
    private readonly SerdeContext _valueContext;
    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _entry = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);

    public VersionedBytes(StreamTask task, int index, string topic, Serde<TKey> keySerde, Serde<TValue> valueSerde)
    {
        _bytes = task.Environment.Backend.Store(index);
        _index = index;
        _keySerde = keySerde;
        _valueSerde = valueSerde;
        _keyContext = new SerdeContext(topic, IsKey: true);
        _valueContext = new SerdeContext(topic, IsKey: false);
    }

    public StoredVersion<TValue>? ReadLatest(TKey key)
    {
        _value.ResetWrittenCount();
        return _bytes.TryGet(LatestKey(key), _value)
            ? ReadVersion(ReadTime(_value.WrittenSpan), _value.WrittenSpan[sizeof(long)..])
            : null;
    }

    public List<StoredVersion<TValue>> ReadOlder(TKey key)
    {
        var from = OlderKey(key, long.MinValue).ToArray();
        var to = OlderKey(key, long.MaxValue).ToArray();
        var found = new List<StoredVersion<TValue>>();
        using var stored = _bytes.Range(from, to);
        while (stored.MoveNext())
        {
            found.Add(ReadVersion(ReadTime(stored.Key[^sizeof(long)..]), stored.Value));
        }

        return found;
    }

    public long? ReadObserved()
    {
        _value.ResetWrittenCount();
        return _bytes.TryGet([ObservedTag], _value) ? ReadTime(_value.WrittenSpan) : null;
    }

    /// <summary>The keys that have versions which ended before a segment, and the entries that say so.</summary>
    public List<(byte[] Entry, TKey Key)> ReadEnded(long segment)
    {
        var found = new List<(byte[], TKey)>();
        using var stored = _bytes.Range([EndsTag], EndsPrefix(segment));
        while (stored.MoveNext())
        {
            found.Add((stored.Key.ToArray(), _keySerde.Deserialize(stored.Key[(1 + sizeof(long))..], _keyContext)));
        }

        return found;
    }

    public void WriteLatest(IStateBatch batch, TKey key, in StoredVersion<TValue> version)
    {
        _value.ResetWrittenCount();
        WriteTime(_value, version.Timestamp);
        WriteVersion(version);
        batch.Put(_index, LatestKey(key), _value.WrittenSpan);
    }

    public void WriteOlder(IStateBatch batch, TKey key, in StoredVersion<TValue> version)
    {
        _value.ResetWrittenCount();
        WriteVersion(version);
        batch.Put(_index, OlderKey(key, version.Timestamp), _value.WrittenSpan);
    }

    public void WriteEnd(IStateBatch batch, long segment, TKey key)
    {
        _entry.ResetWrittenCount();
        _entry.Write(EndsPrefix(segment));
        _keySerde.Serialize(key, _entry, _keyContext);
        batch.Put(_index, _entry.WrittenSpan, []);
    }

    public void WriteObserved(IStateBatch batch, long time)
    {
        _value.ResetWrittenCount();
        WriteTime(_value, time);
        batch.Put(_index, [ObservedTag], _value.WrittenSpan);
    }

    public void DeleteLatest(IStateBatch batch, TKey key) => batch.Delete(_index, LatestKey(key));

    public void DeleteOlder(IStateBatch batch, TKey key, long timestamp) => batch.Delete(_index, OlderKey(key, timestamp));

    public void DeleteEnd(IStateBatch batch, byte[] entry) => batch.Delete(_index, entry);

    /// <summary>A version as the changelog has it: Kafka Streams' own layout.</summary>
    public void Log(ITopicWriter changelog, int partition, TKey key, in StoredVersion<TValue> version)
    {
        _value.ResetWrittenCount();
        if (version.Exists)
        {
            _valueSerde.Serialize(version.Value!, _value, _valueContext);
        }

        changelog.Send(partition, true, SerializeKey(key), version.Exists, _value.WrittenSpan, version.Timestamp, null);
    }

    /// <summary>Reads a record of the changelog; on a restore thread, which may wait until it can be read.</summary>
    public (TKey Key, StoredVersion<TValue> Version) ReadLogged(RecordCursor record)
    {
        while (true)
        {
            try
            {
                return (
                    _keySerde.Deserialize(record.Key, _keyContext),
                    new StoredVersion<TValue>(record.Timestamp, record.HasValue, record.HasValue ? _valueSerde.Deserialize(record.Value, _valueContext) : default));
            }
            catch (SerdePendingException pending)
            {
                pending.Ready.GetAwaiter().GetResult();
            }
        }
    }

    private StoredVersion<TValue> ReadVersion(long timestamp, ReadOnlySpan<byte> stored) =>
        stored[0] == 0 ? new(timestamp, Exists: false, default) : new(timestamp, Exists: true, _valueSerde.Deserialize(stored[1..], _valueContext));

    private void WriteVersion(in StoredVersion<TValue> version)
    {
        _value.Write([(byte)(version.Exists ? 1 : 0)]);
        if (version.Exists)
        {
            _valueSerde.Serialize(version.Value!, _value, _valueContext);
        }
    }

    private ReadOnlySpan<byte> SerializeKey(TKey key)
    {
        _key.ResetWrittenCount();
        _keySerde.Serialize(key, _key, _keyContext);
        return _key.WrittenSpan;
    }

    private ReadOnlySpan<byte> LatestKey(TKey key)
    {
        _entry.ResetWrittenCount();
        _entry.Write([LatestTag]);
        _keySerde.Serialize(key, _entry, _keyContext);
        return _entry.WrittenSpan;
    }

    private ReadOnlySpan<byte> OlderKey(TKey key, long timestamp)
    {
        var bytes = SerializeKey(key);
        _entry.ResetWrittenCount();
        _entry.Write([OlderTag]);
        BinaryPrimitives.WriteInt32BigEndian(_entry.GetSpan(sizeof(int)), bytes.Length);
        _entry.Advance(sizeof(int));
        _entry.Write(bytes);
        WriteTime(_entry, timestamp);
        return _entry.WrittenSpan;
    }

    private static byte[] EndsPrefix(long segment)
    {
        var prefix = new byte[1 + sizeof(long)];
        prefix[0] = EndsTag;
        BinaryPrimitives.WriteInt64BigEndian(prefix.AsSpan(1), segment ^ long.MinValue);
        return prefix;
    }

    private static void WriteTime(ArrayBufferWriter<byte> output, long time)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), time ^ long.MinValue);
        output.Advance(sizeof(long));
    }

    private static long ReadTime(ReadOnlySpan<byte> stored) => BinaryPrimitives.ReadInt64BigEndian(stored) ^ long.MinValue;
}
