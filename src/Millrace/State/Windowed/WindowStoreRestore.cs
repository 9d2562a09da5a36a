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
        _marks.Observed = Math.Max(_marks.Observed, start);
        _marks.Sequence = Math.Max(_marks.Sequence, WindowStoreKeys<TKey>.SequenceOf(changelogKey));
        if (_marks.Times is [var time])
        {
            // Of several clocks the changelog does not tell whose time it is: they begin anew, as Kafka Streams' always do.
            _marks.Times[0] = Math.Max(time, record.Timestamp);
        }

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
        _stored.CopyFrom(_marks);
    }
}
