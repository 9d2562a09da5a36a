using System.Diagnostics.CodeAnalysis;
using Millrace.Execution;
using Millrace.Tables;

namespace Millrace.State;

/// <summary>
/// The versions of each key as objects, over bytes. Each version is logged and stored once; those that ended out of
/// history are deleted with a commit, a segment of time at once.
/// </summary>
internal sealed class VersionedStore<TKey, TValue>(
    StreamTask task, int index, string name, string changelogTopic, TimeSpan history, TimeSpan segment, VersionedBytes<TKey, TValue> bytes)
    : TaskStore(task, index, name, changelogTopic), IVersionedKeyValueStore<TKey, TValue>, ITableView<TKey, TValue>
    where TKey : notnull
{
    private readonly long _historyMs = (long)history.TotalMilliseconds;
    private readonly long _segmentMs = Math.Max(1, (long)segment.TotalMilliseconds);
    private readonly Dictionary<TKey, KeyHistory<TValue>> _keys = new(ByteArrayComparer.For<TKey>());
    private readonly HashSet<TKey> _changed = new(ByteArrayComparer.For<TKey>());
    private readonly HashSet<(long Segment, TKey Key)> _ends = [];
    private readonly List<(TKey Key, StoredVersion<TValue> Version)> _log = [];
    private readonly List<(TKey Key, StoredVersion<TValue> Version)> _older = [];
    private long? _observed;
    private long _committedObserved = long.MinValue;
    private long _sweptTo = long.MinValue;
    private IStateBatch? _restoring;

    public TimeSpan History => history;

    /// <summary>Versions that ended by then are out of history.</summary>
    private long Horizon => Observed == long.MinValue ? long.MinValue : Observed - _historyMs;

    private long Observed
    {
        get => _observed ??= _committedObserved = bytes.ReadObserved() ?? long.MinValue;
        set => _observed = value;
    }

    public VersionPut Put(TKey key, TValue value, long timestamp) => Put(key, new StoredVersion<TValue>(timestamp, value is not null, value));

    /// <summary>Deletes a key from a time on; unlike <see cref="Delete"/> it tells what a put would.</summary>
    public VersionPut PutDeletion(TKey key, long timestamp) => Put(key, new StoredVersion<TValue>(timestamp, Exists: false, default));

    public VersionedRecord<TValue>? Delete(TKey key, long timestamp)
    {
        var before = timestamp < Horizon ? null : Get(key, timestamp);
        PutDeletion(key, timestamp);
        return before;
    }

    public VersionedRecord<TValue>? Get(TKey key) =>
        Load(key) is { Latest: { Exists: true } latest } ? new VersionedRecord<TValue>(latest.Value!, latest.Timestamp, null) : null;

    public VersionedRecord<TValue>? Get(TKey key, long asOf)
    {
        if (Load(key) is not { } versions)
        {
            return null;
        }

        if (versions.Latest.Timestamp <= asOf)
        {
            return versions.Latest.Exists ? new VersionedRecord<TValue>(versions.Latest.Value!, versions.Latest.Timestamp, null) : null;
        }

        if (asOf < Horizon)
        {
            return null;
        }

        versions.Older ??= bytes.ReadOlder(key);
        var at = versions.IndexAt(asOf);
        return at >= 0 && versions.Older[at] is { Exists: true } found
            ? new VersionedRecord<TValue>(found.Value!, found.Timestamp, versions.ValidTo(at))
            : null;
    }

    public IReadOnlyList<VersionedRecord<TValue>> Get(TKey key, long from, long to)
    {
        var found = new List<VersionedRecord<TValue>>();
        if (Load(key) is not { } versions)
        {
            return found;
        }

        versions.Older ??= bytes.ReadOlder(key);
        for (var i = Math.Max(0, versions.IndexAt(from)); i < versions.Older.Count && versions.Older[i].Timestamp <= to; i++)
        {
            if (versions.Older[i] is { Exists: true } version && versions.ValidTo(i) > Math.Max(from, Horizon))
            {
                found.Add(new VersionedRecord<TValue>(version.Value!, version.Timestamp, versions.ValidTo(i)));
            }
        }

        if (versions.Latest is { Exists: true } latest && latest.Timestamp <= to)
        {
            found.Add(new VersionedRecord<TValue>(latest.Value!, latest.Timestamp, null));
        }

        return found;
    }

    bool ITableView<TKey, TValue>.TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp) => Found(Get(key), out value, out timestamp);

    bool ITableView<TKey, TValue>.TryGet(TKey key, long asOf, [MaybeNullWhen(false)] out TValue value, out long timestamp) =>
        Found(Get(key, asOf), out value, out timestamp);

    public override void Flush(IStateBatch batch)
    {
        foreach (var (key, version) in _log)
        {
            bytes.Log(Changelog, Task.Id.Partition, key, version);
        }

        Write(batch);
        Sweep(batch);
    }

    public override void Committed()
    {
        _committedObserved = Observed;
        Forget();
        CacheLimit.Trim(_keys, Task.Environment.CachedEntriesPerStore);
    }

    public override void Rollback()
    {
        // What a sweep took out of the objects is valid again with the time that is taken back.
        _keys.Clear();
        _observed = _committedObserved;
        _sweptTo = long.MinValue;
        Forget();
    }

    public override void Restore(RecordCursor record, IStateBatch batch)
    {
        if (!ReferenceEquals(_restoring, batch))
        {
            // The batch before has been applied, so that the bytes tell what the objects do.
            _restoring = batch;
            CacheLimit.Trim(_keys, Task.Environment.CachedEntriesPerStore);
        }

        var (key, version) = bytes.ReadLogged(record);
        if (version.Timestamp < Horizon)
        {
            return;
        }

        Insert(key, version);
        Write(batch);
        _committedObserved = Observed;
        Forget();
    }

    private static bool Found(VersionedRecord<TValue>? found, [MaybeNullWhen(false)] out TValue value, out long timestamp)
    {
        (value, timestamp) = found is { } version ? (version.Value, version.Timestamp) : (default, 0);
        return found is not null;
    }

    private VersionPut Put(TKey key, StoredVersion<TValue> version)
    {
        if (version.Timestamp < Horizon)
        {
            CountDropped();
            return new VersionPut(IsStored: false, null);
        }

        var validTo = Insert(key, version);
        _log.Add((key, version));
        if (_log.Count >= Task.Environment.DirtyEntriesPerCommit)
        {
            Task.RequestCommit();
        }

        return new VersionPut(IsStored: true, validTo);
    }

    private long? Insert(TKey key, StoredVersion<TValue> version)
    {
        Observed = Math.Max(Observed, version.Timestamp);
        if (Load(key) is not { } versions)
        {
            _keys.Add(key, new KeyHistory<TValue>(version, []));
            BecameLatest(key, version);
            return null;
        }

        if (version.Timestamp >= versions.Latest.Timestamp)
        {
            if (version.Timestamp > versions.Latest.Timestamp)
            {
                versions.Older?.Add(versions.Latest);
                _older.Add((key, versions.Latest));
                _ends.Add((Segment(version.Timestamp), key));
            }

            versions.Latest = version;
            BecameLatest(key, version);
            return null;
        }

        versions.Older ??= bytes.ReadOlder(key);
        var at = versions.IndexAt(version.Timestamp);
        if (at >= 0 && versions.Older[at].Timestamp == version.Timestamp)
        {
            versions.Older[at] = version;
        }
        else
        {
            versions.Older.Insert(++at, version);
        }

        _older.Add((key, version));
        _ends.Add((Segment(versions.ValidTo(at)), key));
        return versions.ValidTo(at);
    }

    private void BecameLatest(TKey key, in StoredVersion<TValue> version)
    {
        _changed.Add(key);
        if (!version.Exists)
        {
            // A deletion that is out of history is as good as none.
            _ends.Add((Segment(version.Timestamp), key));
        }
    }

    private KeyHistory<TValue>? Load(TKey key)
    {
        if (!_keys.TryGetValue(key, out var versions) && bytes.ReadLatest(key) is { } latest)
        {
            _keys.Add(key, versions = new KeyHistory<TValue>(latest, older: null));
        }

        return versions;
    }

    private void Write(IStateBatch batch)
    {
        foreach (var key in _changed)
        {
            bytes.WriteLatest(batch, key, _keys[key].Latest);
        }

        foreach (var (key, version) in _older)
        {
            bytes.WriteOlder(batch, key, version);
        }

        foreach (var (segment, key) in _ends)
        {
            bytes.WriteEnd(batch, segment, key);
        }

        if (_changed.Count > 0 || _older.Count > 0)
        {
            bytes.WriteObserved(batch, Observed);
        }
    }

    /// <summary>Deletes what ended in segments that are out of history, once in a segment.</summary>
    private void Sweep(IStateBatch batch)
    {
        if (Horizon == long.MinValue || Segment(Horizon) <= _sweptTo)
        {
            return;
        }

        _sweptTo = Segment(Horizon);
        foreach (var (entry, key) in bytes.ReadEnded(_sweptTo))
        {
            bytes.DeleteEnd(batch, entry);
            if (Load(key) is { } versions)
            {
                Expire(batch, key, versions);
            }
        }
    }

    private void Expire(IStateBatch batch, TKey key, KeyHistory<TValue> versions)
    {
        var older = versions.Older ??= bytes.ReadOlder(key);
        var expired = 0;
        while (expired < older.Count && versions.ValidTo(expired) <= Horizon)
        {
            bytes.DeleteOlder(batch, key, older[expired++].Timestamp);
        }

        older.RemoveRange(0, expired);
        if (older.Count == 0 && versions.Latest is { Exists: false } deletion && deletion.Timestamp <= Horizon)
        {
            bytes.DeleteLatest(batch, key);
            _keys.Remove(key);
        }
    }

    private void Forget()
    {
        _changed.Clear();
        _ends.Clear();
        _log.Clear();
        _older.Clear();
    }

    private long Segment(long timestamp) => (timestamp >= 0 ? timestamp : timestamp - _segmentMs + 1) / _segmentMs;
}
