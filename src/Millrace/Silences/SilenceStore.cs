using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Millrace.Execution;
using Millrace.State;

namespace Millrace.Silences;

/// <summary>
/// Remembers when each key was heard last. Keys that are not quiet are in memory with their timers; quiet ones are in
/// the bytes alone. An entry is the time (8 bytes, big-endian, milliseconds since 1970) and a byte, 1 for quiet.
/// </summary>
internal sealed class SilenceStore<TKey> : TaskStore
    where TKey : notnull
{
    /// <summary>A key that is heard more often than this is not written each time; after a restart its timer is early by as much at most.</summary>
    private const long MostStaleMs = 1000;
    private const int Size = sizeof(long) + 1;

    private readonly Dictionary<TKey, Heard> _dirty;
    private readonly KeyTimers<TKey> _timers;
    private readonly IByteStore _bytes;
    private readonly Serde<TKey> _keySerde;
    private readonly SerdeContext _keyContext;
    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(Size);
    private readonly long _staleMs;

    public SilenceStore(StreamTask task, int index, string name, string changelogTopic, Serde<TKey> keySerde, long afterMs)
        : base(task, index, name, changelogTopic)
    {
        _dirty = new Dictionary<TKey, Heard>(ByteArrayComparer.For<TKey>());
        _timers = new KeyTimers<TKey>(afterMs);
        _bytes = task.Environment.Backend.Store(index);
        _keySerde = keySerde;
        _keyContext = new SerdeContext(changelogTopic, IsKey: true);
        _staleMs = Math.Min(MostStaleMs, afterMs / 64);
    }

    /// <summary>How many keys are not quiet.</summary>
    public int Running => _timers.Count;

    /// <summary>Reads what was restored, before the first record.</summary>
    public void Load()
    {
        using var stored = _bytes.Range([], []);
        while (stored.MoveNext())
        {
            if (Read(stored.Value) is { IsQuiet: false } entry)
            {
                _timers.Add(_keySerde.Deserialize(stored.Key, _keyContext), entry.At, entry.At);
            }
        }
    }

    /// <summary>Starts the key's timer anew.</summary>
    /// <returns>When the key was heard before, if it had gone quiet.</returns>
    public long? Hear(TKey key, long now)
    {
        if (_timers.TryFind(key, out var found))
        {
            ref var timer = ref _timers[found];
            timer.Heard = Math.Max(timer.Heard, now);
            if (now - timer.Stored >= _staleMs)
            {
                timer.Stored = now;
                Change(key, new Heard(now, IsQuiet: false));
            }

            return null;
        }

        var before = Find(key);
        _timers.Add(key, now, now);
        Change(key, new Heard(now, IsQuiet: false));
        return before?.At;
    }

    /// <summary>Takes the keys that have gone quiet, the first first.</summary>
    public bool TryTakeQuiet(long now, out ReadOnlySpan<(long Deadline, TKey Key)> keys, long afterMs)
    {
        if (!_timers.TryTakeDue(now, out keys))
        {
            return false;
        }

        foreach (var (deadline, key) in keys)
        {
            Change(key, new Heard(deadline - afterMs, IsQuiet: true));
        }

        return true;
    }

    public override void Flush(IStateBatch batch)
    {
        foreach (var (key, entry) in _dirty)
        {
            _value.ResetWrittenCount();
            var span = _value.GetSpan(Size);
            BinaryPrimitives.WriteInt64BigEndian(span, entry.At);
            span[sizeof(long)] = entry.IsQuiet ? (byte)1 : (byte)0;
            _value.Advance(Size);
            var bytes = SerializeKey(key);
            batch.Put(Index, bytes, _value.WrittenSpan);
            Changelog.Send(Task.Id.Partition, true, bytes, true, _value.WrittenSpan, entry.At, null);
        }
    }

    public override void Committed() => _dirty.Clear();

    public override void Rollback()
    {
        foreach (var key in _dirty.Keys)
        {
            _timers.Remove(key);
            if (FindStored(key) is { IsQuiet: false } entry)
            {
                _timers.Add(key, entry.At, entry.At);
            }
        }

        _dirty.Clear();
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

    private void Change(TKey key, Heard entry)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_dirty, key, out _) = entry;
        if (_dirty.Count >= Task.Environment.DirtyEntriesPerCommit)
        {
            Task.RequestCommit();
        }
    }

    private Heard? Find(TKey key) => _dirty.TryGetValue(key, out var entry) ? entry : FindStored(key);

    private Heard? FindStored(TKey key)
    {
        _value.ResetWrittenCount();
        return _bytes.TryGet(SerializeKey(key), _value) ? Read(_value.WrittenSpan) : null;
    }

    private Heard Read(ReadOnlySpan<byte> value) => value.Length == Size
        ? new Heard(BinaryPrimitives.ReadInt64BigEndian(value), value[sizeof(long)] != 0)
        : throw new StateException($"an entry of {Name} has {value.Length} bytes; {Size} were expected");

    private ReadOnlySpan<byte> SerializeKey(TKey key)
    {
        _key.ResetWrittenCount();
        _keySerde.Serialize(key, _key, _keyContext);
        return _key.WrittenSpan;
    }

    private readonly record struct Heard(long At, bool IsQuiet);
}
