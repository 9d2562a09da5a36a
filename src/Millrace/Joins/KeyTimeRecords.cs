using System.Buffers;
using System.Buffers.Binary;
using Millrace.Execution;
using Millrace.State;

namespace Millrace.Joins;

/// <summary>
/// One side's records where each key has its own time: a record expires when its own key's time has passed it by the
/// retention, and is deleted when the next one of its key comes.
/// </summary>
/// <remarks>
/// The changelog's key is that of a window store: key, timestamp (8 bytes), sequence number (4). In the byte store the
/// key's length (4) stands before it, so that a key's records lie together in the order of time; a single 0 has the last
/// sequence number. A changelog of records by key and time is compacted only: the broker's clock knows no backlog.
/// </remarks>
internal sealed class KeyTimeRecords<TKey, TValue>(
    StreamTask task, int index, string name, string changelogTopic, Serde<TKey> keySerde, Serde<TValue> valueSerde, long retentionMs)
    : TaskStore(task, index, name, changelogTopic), IJoinRecords<TKey, TValue>
    where TKey : notnull
{
    private const int Suffix = sizeof(long) + sizeof(int);
    private static readonly byte[] SequenceKey = [0];

    private readonly Dictionary<TKey, List<Kept>> _keys = new(ByteArrayComparer.For<TKey>());
    private readonly List<(TKey Key, Kept Record)> _changed = [];
    private readonly IByteStore _bytes = task.Environment.Backend.Store(index);
    private readonly SerdeContext _keyContext = new(changelogTopic, IsKey: true);
    private readonly SerdeContext _valueContext = new(changelogTopic, IsKey: false);
    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _entry = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private int? _sequence;

    public void Fetch(TKey key, long from, long to, List<WindowEntry<TValue>> into)
    {
        foreach (var record in Load(key))
        {
            if (record.Start > to)
            {
                return;
            }

            if (record.Start >= from)
            {
                into.Add(new WindowEntry<TValue>(record.Start, record.Value, record.Start));
            }
        }
    }

    public void Put(TKey key, TValue value, long timestamp, long time)
    {
        var records = Load(key);
        Expire(key, records, time - retentionMs);
        if (timestamp <= time - retentionMs)
        {
            CountDropped();
            return;
        }

        _sequence = (ReadSequence() + 1) & int.MaxValue;
        var added = new Kept(timestamp, _sequence.Value, value);
        var at = records.Count;
        while (at > 0 && records[at - 1].Start > timestamp)
        {
            at--;
        }

        records.Insert(at, added);
        Changed(key, added);
    }

    public override void Flush(IStateBatch batch)
    {
        foreach (var (key, record) in _changed)
        {
            if (record.IsGone && !record.IsStored)
            {
                continue;
            }

            var entry = Entry(key, record);
            var changelogKey = entry[sizeof(int)..];
            if (record.IsGone)
            {
                batch.Delete(Index, entry);
                Changelog.Send(Task.Id.Partition, true, changelogKey, false, [], record.Start, null);
                continue;
            }

            _value.ResetWrittenCount();
            valueSerde.Serialize(record.Value, _value, _valueContext);
            batch.Put(Index, entry, _value.WrittenSpan);
            Changelog.Send(Task.Id.Partition, true, changelogKey, true, _value.WrittenSpan, record.Start, null);
        }

        if (_changed.Count > 0 && _sequence is { } last)
        {
            Span<byte> sequence = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(sequence, last);
            batch.Put(Index, SequenceKey, sequence);
        }
    }

    public override void Committed()
    {
        foreach (var (_, record) in _changed)
        {
            record.IsStored = true;
            record.IsChanged = false;
        }

        _changed.Clear();
        CacheLimit.Trim(_keys, Task.Environment.CachedEntriesPerStore);
    }

    public override void Rollback()
    {
        _keys.Clear();
        _changed.Clear();
        _sequence = null;
    }

    public override void Restore(RecordCursor record, IStateBatch batch)
    {
        var changelogKey = record.Key;
        if (changelogKey.Length < Suffix)
        {
            throw new StateException($"a record of {ChangelogTopic} at offset {record.Offset} is none of a join: its key has {changelogKey.Length} bytes");
        }

        _sequence = Math.Max(_sequence ?? 0, BinaryPrimitives.ReadInt32BigEndian(changelogKey[^sizeof(int)..]));
        _entry.ResetWrittenCount();
        BinaryPrimitives.WriteInt32BigEndian(_entry.GetSpan(sizeof(int)), changelogKey.Length - Suffix);
        _entry.Advance(sizeof(int));
        _entry.Write(changelogKey);
        if (record.HasValue)
        {
            batch.Put(Index, _entry.WrittenSpan, record.Value);
        }
        else
        {
            batch.Delete(Index, _entry.WrittenSpan);
        }
    }

    private void Expire(TKey key, List<Kept> records, long upTo)
    {
        var expired = 0;
        while (expired < records.Count && records[expired].Start <= upTo)
        {
            records[expired].IsGone = true;
            Changed(key, records[expired++]);
        }

        records.RemoveRange(0, expired);
    }

    private void Changed(TKey key, Kept record)
    {
        if (record.IsChanged)
        {
            return;
        }

        record.IsChanged = true;
        _changed.Add((key, record));
        if (_changed.Count >= Task.Environment.DirtyEntriesPerCommit)
        {
            Task.RequestCommit();
        }
    }

    private List<Kept> Load(TKey key)
    {
        if (!_keys.TryGetValue(key, out var records))
        {
            _keys.Add(key, records = Read(key));
        }

        return records;
    }

    private List<Kept> Read(TKey key)
    {
        var records = new List<Kept>();
        var from = Prefix(key).ToArray();
        byte[] to = [.. from, .. Enumerable.Repeat(byte.MaxValue, Suffix + 1)];
        using var stored = _bytes.Range(from, to);
        while (stored.MoveNext())
        {
            records.Add(new Kept(
                BinaryPrimitives.ReadInt64BigEndian(stored.Key[^Suffix..]),
                BinaryPrimitives.ReadInt32BigEndian(stored.Key[^sizeof(int)..]),
                valueSerde.Deserialize(stored.Value, _valueContext))
            { IsStored = true });
        }

        return records;
    }

    private int ReadSequence()
    {
        if (_sequence is null)
        {
            _value.ResetWrittenCount();
            _sequence = _bytes.TryGet(SequenceKey, _value) ? BinaryPrimitives.ReadInt32BigEndian(_value.WrittenSpan) : 0;
        }

        return _sequence.Value;
    }

    private ReadOnlySpan<byte> Prefix(TKey key)
    {
        _key.ResetWrittenCount();
        keySerde.Serialize(key, _key, _keyContext);
        _entry.ResetWrittenCount();
        BinaryPrimitives.WriteInt32BigEndian(_entry.GetSpan(sizeof(int)), _key.WrittenCount);
        _entry.Advance(sizeof(int));
        _entry.Write(_key.WrittenSpan);
        return _entry.WrittenSpan;
    }

    private ReadOnlySpan<byte> Entry(TKey key, Kept record)
    {
        Prefix(key);
        var suffix = _entry.GetSpan(Suffix);
        BinaryPrimitives.WriteInt64BigEndian(suffix, record.Start);
        BinaryPrimitives.WriteInt32BigEndian(suffix[sizeof(long)..], record.Sequence);
        _entry.Advance(Suffix);
        return _entry.WrittenSpan;
    }

    private sealed class Kept(long start, int sequence, TValue value)
    {
        public long Start => start;

        public int Sequence => sequence;

        public TValue Value => value;

        public bool IsStored { get; set; }

        public bool IsChanged { get; set; }

        public bool IsGone { get; set; }
    }
}
