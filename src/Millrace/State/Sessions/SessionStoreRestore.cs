using Millrace.Execution;

namespace Millrace.State;

internal sealed partial class SessionStore<TKey, TValue>
{
    public override void Restore(RecordCursor record, IStateBatch batch)
    {
        var changelogKey = record.Key;
        if (changelogKey.Length < SessionStoreKeys<TKey>.Suffix)
        {
            throw new StateException(
                $"a record of {ChangelogTopic} at offset {record.Offset} is no session: its key has {changelogKey.Length} bytes, and at least {SessionStoreKeys<TKey>.Suffix} are needed");
        }

        var end = SessionStoreKeys<TKey>.EndOf(changelogKey);
        _progress.Observed = Math.Max(_progress.Observed, end);
        foreach (ref var time in _progress.Times)
        {
            time = Math.Max(time, end);
        }

        var segment = _shape.SegmentOf(end);
        if (segment < _shape.FirstLiveSegment(_progress.Observed))
        {
            return;
        }

        var indexed = IndexedKey(changelogKey);
        if (!record.HasValue)
        {
            batch.Delete(Index, _keys.Entry(segment, changelogKey));
            _index?.RemoveRestored(batch, Index, end, indexed);
            return;
        }

        batch.Put(Index, _keys.Entry(segment, changelogKey), record.Value);
        _index?.AddRestored(batch, Index, end, indexed);
    }

    public override void Restored(IStateBatch batch)
    {
        PutProgress(batch);
        _stored.CopyFrom(_progress);
    }

    /// <summary>Start and key, as the index has them.</summary>
    private static byte[] IndexedKey(ReadOnlySpan<byte> changelogKey) =>
        [.. changelogKey[^sizeof(long)..], .. changelogKey[..^SessionStoreKeys<TKey>.Suffix]];
}
