using System.Buffers;
using System.Buffers.Binary;
using Millrace.Execution;

namespace Millrace.State;

internal sealed partial class WindowStore<TKey, TValue>
{
    public override void Restore(RecordCursor record, IStateBatch batch)
    {
        var changelogKey = record.Key;
        if (changelogKey.Length < WindowStoreKeys<TKey>.Suffix)
        {
            throw new StateException(
                $"a record of {ChangelogTopic} at offset {record.Offset} is no window: its key has {changelogKey.Length} bytes, and at least {WindowStoreKeys<TKey>.Suffix} are needed");
        }

        var start = WindowStoreKeys<TKey>.StartOf(changelogKey);
        _marks = new WindowStoreMarks(
            Math.Max(_marks.Observed, start),
            Math.Max(_marks.Time, record.Timestamp),
            Math.Max(_marks.Sequence, WindowStoreKeys<TKey>.SequenceOf(changelogKey)));
        var segment = _shape.SegmentOf(start);
        if (segment < _shape.FirstLiveSegment(_marks.Observed))
        {
            return;
        }

        if (!record.HasValue)
        {
            batch.Delete(Index, _keys.Entry(segment, changelogKey));
            _index?.RemoveRestored(batch, Index, start, changelogKey[..^WindowStoreKeys<TKey>.Suffix]);
            return;
        }

        _value.ResetWrittenCount();
        if (_shape.Timestamped)
        {
            BinaryPrimitives.WriteInt64BigEndian(_value.GetSpan(sizeof(long)), record.Timestamp);
            _value.Advance(sizeof(long));
        }

        _value.Write(record.Value);
        batch.Put(Index, _keys.Entry(segment, changelogKey), _value.WrittenSpan);
        _index?.AddRestored(batch, Index, start, changelogKey[..^WindowStoreKeys<TKey>.Suffix]);
    }

    public override void Restored(IStateBatch batch)
    {
        PutMarks(batch);
        _stored = _marks;
    }
}
