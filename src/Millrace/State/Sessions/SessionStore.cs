using System.Buffers;
using System.Runtime.InteropServices;
using Millrace.Execution;

namespace Millrace.State;

/// <summary>
/// The object cache of a session store: of each key that was asked for, all of its sessions. In the bytes sessions are
/// grouped by segments of time, which expire as one and with no changelog record, as windows are.
/// </summary>
internal sealed partial class SessionStore<TKey, TValue> : TaskStore, ISessionStore<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, KeySessions<TKey, TValue>> _cache;
    private readonly List<CachedSession<TKey, TValue>> _dirty = [];
    private readonly WindowStoreShape _shape;
    private readonly IByteStore _bytes;
    private readonly SessionStoreKeys<TKey> _keys;
    private readonly Serde<TValue> _valueSerde;
    private readonly SerdeContext _valueContext;
    private readonly WindowTimeIndex<SessionStart<TKey>>? _index;
    private readonly WindowStoreProgress _progress;
    private readonly WindowStoreProgress _stored;
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private long _firstStoredSegment = long.MinValue;
    private long _changes;
    private int _cachedSessions;

    public SessionStore(
        StreamTask task, int index, string name, string changelogTopic, Serde<TKey> keySerde, Serde<TValue> valueSerde, WindowStoreShape shape)
        : base(task, index, name, changelogTopic)
    {
        _cache = new(typeof(TKey) == typeof(byte[]) ? (IEqualityComparer<TKey>)(object)ByteArrayComparer.Instance : null);
        _shape = shape;
        _bytes = task.Environment.Backend.Store(index);
        _keys = new SessionStoreKeys<TKey>(keySerde, new SerdeContext(changelogTopic, IsKey: true));
        _valueSerde = valueSerde;
        _valueContext = new SerdeContext(changelogTopic, IsKey: false);
        _index = shape.IndexedByTime ? new WindowTimeIndex<SessionStart<TKey>>(_bytes, _keys.Common) : null;
        _progress = new WindowStoreProgress(shape.Clocks);
        _stored = new WindowStoreProgress(shape.Clocks);
        if (_bytes.TryGet(WindowStoreKeys<SessionStart<TKey>>.Marks, _value))
        {
            _progress.Read(_value.WrittenSpan);
            _stored.CopyFrom(_progress);
        }
    }

    /// <summary>
    /// Called for each session that changed since the last commit, in order of its last change. What came and went
    /// meanwhile is left out.
    /// </summary>
    public Action<Record<Windowed<TKey>, Change<TValue>>>? OnEmit { get; set; }

    /// <summary>Whether sessions in memory can be read when they are older than the retention; see <see cref="KafkaStreamsFacts"/>.</summary>
    public bool ShowsWhatIsCached { get; set; }

    /// <summary>
    /// The clocks of the operator that owns the store, one for each stream, kept with its sessions;
    /// <see cref="long.MinValue"/> at first. After a restoration from the changelog they are the highest end there, which
    /// is that of the newest record's session.
    /// </summary>
    public Span<long> Times => _progress.Times;

    /// <summary>Puts a session's value; null removes it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="start">The session's start.</param>
    /// <param name="end">The session's end.</param>
    /// <param name="value">The value.</param>
    /// <param name="headers">The headers of what is sent downstream with the commit.</param>
    /// <returns>False if it was dropped, and counted, for being too old.</returns>
    public bool Put(TKey key, long start, long end, TValue value, Headers? headers = null)
    {
        _progress.Observed = Math.Max(_progress.Observed, end);
        if (_shape.Refuses(end, _progress.Observed))
        {
            CountDropped();
            return false;
        }

        var session = ToChange(key, start, end, headers);
        session.Value = value;
        session.Exists = value is not null;
        return true;
    }

    /// <summary>Removes a session that a greater one takes in.</summary>
    public void Remove(TKey key, long start, long end, Headers? headers = null)
    {
        if (_shape.Type == StoreType.Persistent)
        {
            _progress.Observed = Math.Max(_progress.Observed, end);
        }

        var session = ToChange(key, start, end, headers);
        session.Value = default;
        session.Exists = false;
    }

    /// <summary>
    /// Removes a session that has closed: what it has changed since the last commit is sent downstream now, and its
    /// removal is not.
    /// </summary>
    public void Close(TKey key, long start, long end)
    {
        var session = Load(key).Find(start, end)!;
        if (session.Change != 0 && OnEmit is { } emit)
        {
            emit(Pending(session));
        }

        Remove(key, start, end);
        session.IsClosed = true;
    }

    public override void Emit()
    {
        if (OnEmit is not { } emit)
        {
            return;
        }

        SortDirty();

        // By index: what is sent downstream may come back to this store.
        var observed = _stored.Observed;
        for (var i = 0; i < _dirty.Count; i++)
        {
            var session = _dirty[i];
            var isShown = !ShowsWhatIsCached || session.End >= _shape.FirstVisible(observed);
            if (!session.IsClosed && (session.Exists || (session.Existed && isShown)))
            {
                emit(Pending(session));
                observed = Math.Max(observed, session.End);
            }
        }
    }

    public override void Flush(IStateBatch batch)
    {
        var firstLive = _shape.FirstLiveSegment(_progress.Observed);
        SortDirty();
        foreach (var session in _dirty)
        {
            // What has expired meanwhile was sent downstream, and that was all that was left to do with it.
            if (_shape.SegmentOf(session.End) >= firstLive && (session.Exists || session.Existed))
            {
                Write(batch, session);
            }
        }

        if (firstLive > _firstStoredSegment)
        {
            batch.DeleteRange(Index, _keys.Common.SegmentBound(long.MinValue), _keys.Common.SegmentBound(firstLive));
            _index?.Expire(batch, Index, long.MinValue, firstLive * _shape.SegmentMs);
        }

        PutProgress(batch);
    }

    public override void Committed()
    {
        foreach (var session in _dirty)
        {
            session.Change = 0;
            session.Old = default;
            session.Headers = null;
            if (!session.Exists && _cache.TryGetValue(session.Key, out var sessions))
            {
                sessions.Remove(session);
                _cachedSessions--;
            }
        }

        _dirty.Clear();
        _changes = 0;
        _index?.Committed();
        _stored.CopyFrom(_progress);
        var firstLive = _shape.FirstLiveSegment(_progress.Observed);
        if (firstLive > _firstStoredSegment)
        {
            _firstStoredSegment = firstLive;
            if (!ShowsWhatIsCached)
            {
                RemoveExpired();
            }
        }

        Trim();
    }

    public override void Rollback()
    {
        foreach (var session in _dirty)
        {
            _cache.Remove(session.Key);
        }

        _cachedSessions = _cache.Values.Sum(s => s.Sessions.Length);
        _dirty.Clear();
        _changes = 0;
        _index?.Rollback();
        _progress.CopyFrom(_stored);
    }

    private static Record<Windowed<TKey>, Change<TValue>> Pending(CachedSession<TKey, TValue> session) => new(
        new Windowed<TKey>(session.Key, session.Start, session.End),
        new Change<TValue>(session.Value, session.Exists, session.Old, session.Existed),
        session.End,
        session.Headers);

    private void Write(IStateBatch batch, CachedSession<TKey, TValue> session)
    {
        var key = _keys.Entry(_shape.SegmentOf(session.End), session.Key, session.Start, session.End);
        var changelogKey = SessionStoreKeys<TKey>.ChangelogKey(key);
        var indexed = new SessionStart<TKey>(session.Start, session.Key);
        if (!session.Exists)
        {
            batch.Delete(Index, key);
            Changelog.Send(Task.Id.Partition, true, changelogKey, false, [], session.ChangedAt, null);
            _index?.Remove(batch, Index, session.End, indexed);
            return;
        }

        _value.ResetWrittenCount();
        _valueSerde.Serialize(session.Value!, _value, _valueContext);
        batch.Put(Index, key, _value.WrittenSpan);
        Changelog.Send(Task.Id.Partition, true, changelogKey, true, _value.WrittenSpan, session.ChangedAt, null);
        if (!session.Existed)
        {
            _index?.Add(batch, Index, session.End, indexed);
        }
    }

    private void PutProgress(IStateBatch batch)
    {
        if (!_progress.Equal(_stored))
        {
            _value.ResetWrittenCount();
            _progress.Write(_value);
            batch.Put(Index, WindowStoreKeys<SessionStart<TKey>>.Marks, _value.WrittenSpan);
        }
    }

    private CachedSession<TKey, TValue> ToChange(TKey key, long start, long end, Headers? headers)
    {
        var sessions = Load(key);
        var before = sessions.Sessions.Length;
        var session = sessions.FindOrAdd(key, start, end);
        _cachedSessions += sessions.Sessions.Length - before;
        if (session.Change == 0)
        {
            (session.Old, session.Existed) = (session.Value, session.Exists);
            _dirty.Add(session);
            if (!session.Existed)
            {
                _index?.Added(end, new SessionStart<TKey>(start, key));
            }

            if (_dirty.Count >= Task.Environment.DirtyEntriesPerCommit)
            {
                Task.RequestCommit();
            }
        }

        session.Change = ++_changes;
        session.ChangedAt = Task.CurrentTime;
        session.Headers = headers;
        session.IsClosed = false;
        return session;
    }

    /// <summary>The sessions of a key, all of them.</summary>
    private KeySessions<TKey, TValue> Load(TKey key)
    {
        if (_cache.TryGetValue(key, out var sessions))
        {
            return sessions;
        }

        sessions = new KeySessions<TKey, TValue>();
        if (_stored.Observed != long.MinValue)
        {
            // A segment that has expired since the last commit is still there, and so is what was to be sent of it.
            var last = _shape.SegmentOf(_stored.Observed);
            for (var segment = _shape.Expires ? _shape.FirstLiveSegment(_stored.Observed) : 0; segment <= last; segment++)
            {
                Load(segment, key, sessions);
            }
        }

        _cache.Add(key, sessions);
        _cachedSessions += sessions.Sessions.Length;
        return sessions;
    }

    private void Load(long segment, TKey key, KeySessions<TKey, TValue> into)
    {
        var bound = _keys.KeyBound(segment, key);
        byte[] behind = [.. bound, .. Enumerable.Repeat(byte.MaxValue, SessionStoreKeys<TKey>.Suffix + 1)];
        using var stored = _bytes.Range(bound, behind);
        while (stored.MoveNext())
        {
            // A longer key may begin with this one.
            if (stored.Key.Length == bound.Length + SessionStoreKeys<TKey>.Suffix)
            {
                var session = into.FindOrAdd(key, SessionStoreKeys<TKey>.StartOf(stored.Key), SessionStoreKeys<TKey>.EndOf(stored.Key));
                session.Value = _valueSerde.Deserialize(stored.Value, _valueContext);
                session.Exists = true;
            }
        }
    }

    private void SortDirty() => CollectionsMarshal.AsSpan(_dirty).Sort(static (a, b) => a.Change.CompareTo(b.Change));

    private void RemoveExpired()
    {
        // Dictionaries may be shortened while they are walked.
        _cachedSessions = 0;
        foreach (var (key, sessions) in _cache)
        {
            sessions.RemoveBefore(_firstStoredSegment * _shape.SegmentMs);
            if (sessions.Sessions.IsEmpty)
            {
                _cache.Remove(key);
            }

            _cachedSessions += sessions.Sessions.Length;
        }
    }

    private void Trim()
    {
        var allowed = Task.Environment.CachedEntriesPerStore;
        if (_cachedSessions <= allowed && _cache.Count <= allowed)
        {
            return;
        }

        // A quarter more than the excess, so that a full cache is not trimmed at every commit.
        var goal = allowed - (allowed / 4);
        foreach (var (key, sessions) in _cache)
        {
            _cache.Remove(key);
            _cachedSessions -= sessions.Sessions.Length;
            if (_cachedSessions <= goal && _cache.Count <= goal)
            {
                return;
            }
        }
    }
}
