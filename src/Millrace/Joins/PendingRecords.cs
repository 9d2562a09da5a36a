using Millrace.Execution;
using Millrace.State;

namespace Millrace.Joins;

/// <summary>
/// The records of a left or outer join that have found no partner yet and are kept until their window and grace are
/// over, as objects; what changed since the last commit becomes bytes with the commit.
/// </summary>
internal sealed class PendingRecords<TKey, TLeft, TRight> : TaskStore
    where TKey : notnull
{
    private readonly Dictionary<(long Timestamp, bool IsLeft, TKey Key), PendingRecord<TKey, TLeft, TRight>> _byKey;
    private readonly PendingQueue<TKey, TLeft, TRight> _queue;
    private readonly StreamPendingQueue<TKey, TLeft, TRight>? _streamQueue;
    private readonly List<PendingRecord<TKey, TLeft, TRight>> _changed = [];
    private readonly PendingCodec<TKey, TLeft, TRight> _codec;
    private readonly IByteStore _bytes;
    private bool _loaded;

    public PendingRecords(StreamTask task, int index, string name, string changelogTopic, PendingCodec<TKey, TLeft, TRight> codec, JoinWindows windows)
        : base(task, index, name, changelogTopic)
    {
        _bytes = task.Environment.Backend.Store(index);
        _codec = codec;
        var order = new PendingOrder<TKey, TLeft, TRight>(codec.KeyBytes);
        _streamQueue = windows.TimePerKey ? null : new StreamPendingQueue<TKey, TLeft, TRight>(windows, order);
        _queue = _streamQueue ?? (PendingQueue<TKey, TLeft, TRight>)new KeyPendingQueue<TKey, TLeft, TRight>(windows, order);
        _byKey = new(ByteArrayComparer.For<TKey>() is { } comparer ? new PendingKeyComparer(comparer) : null);
    }

    /// <summary>How many sides, keys and timestamps something is pending for.</summary>
    public int Count => _byKey.Count;

    /// <summary>Kafka Streams' own measure of when it has to look again; infinite at first.</summary>
    public long MinTime { get; set; } = long.MaxValue;

    public void AddLeft(TKey key, long timestamp, TLeft value) => ToAdd(key, timestamp, isLeft: true).Lefts.Add(value);

    public void AddRight(TKey key, long timestamp, TRight value) => ToAdd(key, timestamp, isLeft: false).Rights.Add(value);

    /// <summary>A partner was found.</summary>
    public void Remove(bool isLeft, TKey key, long timestamp)
    {
        Load();
        if (_byKey.TryGetValue((timestamp, isLeft, key), out var record))
        {
            Remove(record);
        }
    }

    /// <summary>Takes the first record whose window and grace are over; null if there is none.</summary>
    public PendingRecord<TKey, TLeft, TRight>? TakeOver(TKey key, long time)
    {
        Load();
        var record = _queue.FirstOver(key, time);
        if (record is not null)
        {
            Remove(record);
        }

        return record;
    }

    /// <summary>The timestamp of the last of all; infinite if there is none. By one time for all keys only.</summary>
    public long LastTimestamp()
    {
        Load();
        return _streamQueue!.Last?.Timestamp ?? long.MaxValue;
    }

    /// <inheritdoc cref="StreamPendingQueue{TKey, TLeft, TRight}.Behind"/>
    public long? Behind() => _streamQueue!.Behind();

    public override void Flush(IStateBatch batch)
    {
        foreach (var record in _changed)
        {
            if (record.Waits)
            {
                var key = _codec.WriteKey(record);
                var value = _codec.WriteValue(record);
                batch.Put(Index, key, value);
                Changelog.Send(Task.Id.Partition, true, key, true, value, record.ChangedAt, null);
            }
            else if (record.IsStored)
            {
                var key = _codec.WriteKey(record);
                batch.Delete(Index, key);
                Changelog.Send(Task.Id.Partition, true, key, false, [], record.ChangedAt, null);
            }
        }
    }

    public override void Committed()
    {
        foreach (var record in _changed)
        {
            record.IsChanged = false;
            record.IsStored = true;
        }

        _changed.Clear();
    }

    public override void Rollback()
    {
        _byKey.Clear();
        _queue.Clear();
        _changed.Clear();
        MinTime = long.MaxValue;
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

    private PendingRecord<TKey, TLeft, TRight> ToAdd(TKey key, long timestamp, bool isLeft)
    {
        Load();
        if (!_byKey.TryGetValue((timestamp, isLeft, key), out var record))
        {
            record = new PendingRecord<TKey, TLeft, TRight>(key, timestamp, isLeft);
            _byKey.Add((timestamp, isLeft, key), record);
            _queue.Add(record);
        }

        Changed(record);
        return record;
    }

    private void Remove(PendingRecord<TKey, TLeft, TRight> record)
    {
        _byKey.Remove((record.Timestamp, record.IsLeft, record.Key));
        _queue.Remove(record);
        record.Waits = false;
        Changed(record);
    }

    private void Changed(PendingRecord<TKey, TLeft, TRight> record)
    {
        record.ChangedAt = Task.CurrentTime;
        if (record.IsChanged)
        {
            return;
        }

        record.IsChanged = true;
        _changed.Add(record);
        if (_changed.Count >= Task.Environment.DirtyEntriesPerCommit)
        {
            Task.RequestCommit();
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
            var record = _codec.Read(stored.Key, stored.Value);
            record.IsStored = true;
            _byKey.Add((record.Timestamp, record.IsLeft, record.Key), record);
            _queue.Add(record);
        }
    }

    private sealed class PendingKeyComparer(IEqualityComparer<TKey> keys) : IEqualityComparer<(long Timestamp, bool IsLeft, TKey Key)>
    {
        public bool Equals((long Timestamp, bool IsLeft, TKey Key) x, (long Timestamp, bool IsLeft, TKey Key) y) =>
            x.Timestamp == y.Timestamp && x.IsLeft == y.IsLeft && keys.Equals(x.Key, y.Key);

        public int GetHashCode((long Timestamp, bool IsLeft, TKey Key) obj) => HashCode.Combine(obj.Timestamp, obj.IsLeft, keys.GetHashCode(obj.Key));
    }
}
