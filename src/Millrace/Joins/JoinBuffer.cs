using System.Buffers;
using System.Buffers.Binary;
using Millrace.Execution;
using Millrace.State;
using Millrace.Suppression;

namespace Millrace.Joins;

/// <summary>
/// The records of a stream that wait to be joined, in order of their timestamp, their key's bytes and their arrival.
/// What waits at a commit is stored; what has come and gone between two commits leaves no trace.
/// </summary>
/// <remarks>
/// The bytes are Kafka Streams': a 0, timestamp (8), key, sequence number (4, from 1 on) and, as the value, what a
/// suppression writes, without a value before and with 0 as its time. In the byte store are also, under the single byte 1,
/// the highest timestamp and the last sequence number, which no changelog has.
/// </remarks>
internal sealed class JoinBuffer<TKey, TValue> : TaskStore
{
    private const byte EntryPrefix = 0;
    private const int MarksSize = sizeof(long) + sizeof(int);
    private static readonly byte[] MarksKey = [1];

    private readonly PriorityQueue<Waiting, Waiting> _waiting = new(Order.Instance);
    private readonly List<Waiting> _changed = [];
    private readonly IByteStore _bytes;
    private readonly Serde<TKey> _keySerde;
    private readonly SerdeContext _keyContext;
    private readonly BufferedChangeCodec<TKey, TValue> _codec;
    private readonly long _graceMs;
    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private long _observed = long.MinValue;
    private int _sequence;
    private bool _loaded;

    public JoinBuffer(
        StreamTask task, int index, string name, string changelogTopic, Serde<TKey> keySerde, Serde<TValue> valueSerde, long graceMs)
        : base(task, index, name, changelogTopic)
    {
        _bytes = task.Environment.Backend.Store(index);
        _keySerde = keySerde;
        _keyContext = new SerdeContext(changelogTopic, IsKey: true);
        _codec = new BufferedChangeCodec<TKey, TValue>(valueSerde, new SerdeContext(changelogTopic, IsKey: false));
        _graceMs = graceMs;
    }

    /// <summary>Lets a record wait; false if it is already older than the grace.</summary>
    public bool TryAdd(in Record<TKey, TValue> record, in RecordOrigin origin)
    {
        Load();
        if (_observed != long.MinValue && record.Timestamp < _observed - _graceMs)
        {
            return false;
        }

        _observed = Math.Max(_observed, record.Timestamp);
        _sequence = (_sequence + 1) & int.MaxValue;
        var waiting = new Waiting(
            new BufferedChange<TKey, TValue>(record.Key, Serialize(record.Key), 0, default)
            {
                Change = new Change<TValue>(record.Value, Exists: true, default, Existed: false),
                Timestamp = record.Timestamp,
                Headers = record.Headers,
                Origin = origin,
                Waits = true,
            },
            _sequence);
        _waiting.Enqueue(waiting, waiting);
        _changed.Add(waiting);
        if (_changed.Count >= Task.Environment.DirtyEntriesPerCommit)
        {
            Task.RequestCommit();
        }

        return true;
    }

    /// <summary>Takes the first record that has waited long enough; null if there is none.</summary>
    public BufferedChange<TKey, TValue>? TakeDue()
    {
        if (!_waiting.TryPeek(out var first, out _) || first.Record.Timestamp > _observed - _graceMs)
        {
            return null;
        }

        _waiting.Dequeue();
        first.Record.Waits = false;
        if (first.IsStored)
        {
            _changed.Add(first);
        }

        return first.Record;
    }

    public override void Flush(IStateBatch batch)
    {
        foreach (var waiting in _changed)
        {
            var record = waiting.Record;
            if (!record.Waits && !waiting.IsStored)
            {
                continue;
            }

            var key = StoredKey(record, waiting.Sequence);
            if (record.Waits)
            {
                _value.ResetWrittenCount();
                _codec.Write(record, _value);
                batch.Put(Index, key, _value.WrittenSpan);
                Changelog.Send(Task.Id.Partition, true, key, true, _value.WrittenSpan, null, null);
            }
            else
            {
                batch.Delete(Index, key);
                Changelog.Send(Task.Id.Partition, true, key, false, [], null, null);
            }
        }

        if (_changed.Count > 0)
        {
            Span<byte> marks = stackalloc byte[MarksSize];
            BinaryPrimitives.WriteInt64BigEndian(marks, _observed);
            BinaryPrimitives.WriteInt32BigEndian(marks[sizeof(long)..], _sequence);
            batch.Put(Index, MarksKey, marks);
        }
    }

    public override void Committed()
    {
        foreach (var waiting in _changed)
        {
            waiting.IsStored = true;
        }

        _changed.Clear();
    }

    public override void Rollback()
    {
        _waiting.Clear();
        _changed.Clear();
        (_observed, _sequence) = (long.MinValue, 0);
        _loaded = false;
    }

    public override void Restore(RecordCursor record, IStateBatch batch)
    {
        if (record.HasValue)
        {
            batch.Put(Index, record.Key, record.Value);
        }
        else
        {
            batch.Delete(Index, record.Key);
        }
    }

    /// <summary>Reads what is stored, once it has been restored.</summary>
    private void Load()
    {
        if (_loaded)
        {
            return;
        }

        _loaded = true;
        using var stored = _bytes.Range([], []);
        while (stored.MoveNext())
        {
            if (stored.Key[0] != EntryPrefix)
            {
                _observed = Math.Max(_observed, BinaryPrimitives.ReadInt64BigEndian(stored.Value));
                _sequence = Math.Max(_sequence, BinaryPrimitives.ReadInt32BigEndian(stored.Value[sizeof(long)..]));
                continue;
            }

            var keyBytes = stored.Key[(1 + sizeof(long))..^sizeof(int)].ToArray();
            var record = _codec.Read(_keySerde.Deserialize(keyBytes, _keyContext), keyBytes, stored.Value);
            record.Waits = true;
            var waiting = new Waiting(record, BinaryPrimitives.ReadInt32BigEndian(stored.Key[^sizeof(int)..])) { IsStored = true };
            _waiting.Enqueue(waiting, waiting);
            _observed = Math.Max(_observed, record.Timestamp);
            _sequence = Math.Max(_sequence, waiting.Sequence);
        }
    }

    private byte[] Serialize(TKey key)
    {
        _key.ResetWrittenCount();
        _keySerde.Serialize(key, _key, _keyContext);
        return _key.WrittenSpan.ToArray();
    }

    private ReadOnlySpan<byte> StoredKey(BufferedChange<TKey, TValue> record, int sequence)
    {
        _key.ResetWrittenCount();
        var prefix = _key.GetSpan(1 + sizeof(long));
        prefix[0] = EntryPrefix;
        BinaryPrimitives.WriteInt64BigEndian(prefix[1..], record.Timestamp);
        _key.Advance(1 + sizeof(long));
        _key.Write(record.KeyBytes);
        BinaryPrimitives.WriteInt32BigEndian(_key.GetSpan(sizeof(int)), sequence);
        _key.Advance(sizeof(int));
        return _key.WrittenSpan;
    }

    /// <summary>A record that waits.</summary>
    private sealed class Waiting(BufferedChange<TKey, TValue> record, int sequence)
    {
        public BufferedChange<TKey, TValue> Record { get; } = record;

        public int Sequence { get; } = sequence;

        public bool IsStored { get; set; }
    }

    private sealed class Order : IComparer<Waiting>
    {
        public static Order Instance { get; } = new();

        public int Compare(Waiting? x, Waiting? y)
        {
            var byTime = x!.Record.Timestamp.CompareTo(y!.Record.Timestamp);
            var byKey = byTime != 0 ? byTime : ByteArrayComparer.Instance.Compare(x.Record.KeyBytes, y.Record.KeyBytes);
            return byKey != 0 ? byKey : x.Sequence.CompareTo(y.Sequence);
        }
    }
}
