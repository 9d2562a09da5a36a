using Millrace.Execution;
using Millrace.State;

namespace Millrace.Kafka.Runtime;

/// <summary>
/// Completes one store from its changelog, from the offset that the store itself remembers to the log's end, a chunk
/// at each step.
/// </summary>
/// <remarks>
/// <code>
///   ask for the end  ->  wait until no transaction before it is open  ->  read to the end, chunk by chunk  ->  done
/// </code>
/// A transaction that is still open before the end may yet be committed, and its records belong to offsets of the
/// input that were committed with it. Reading starts behind that wait only, so that the first end of the partition
/// that the reader meets is past all of them.
/// </remarks>
/// <param name="readers">Read the changelog.</param>
/// <param name="backend">The task's state.</param>
/// <param name="store">The store.</param>
/// <param name="index">Its number in the task.</param>
/// <param name="changelog">What it is restored from.</param>
/// <param name="end">Says up to where; null for the log's end.</param>
internal sealed class StoreRestore(
    ChangelogReaders readers, IStateBackend backend, TaskStore store, int index, TopicPartition changelog, Func<long>? end = null)
{
    private const int ChunkRecords = 5_000;
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(5);

    private IPartitionQueue? _queue;
    private bool _done;
    private long? _end;
    private long _next = PartitionStart.Beginning;

    /// <summary>Records restored.</summary>
    public long Records { get; private set; }

    /// <summary>Offsets still to go through.</summary>
    public long ToGo => !_done && _end is { } end ? Math.Max(0, end - Math.Max(0, _next)) : 0;

    /// <summary>Does a part of the work.</summary>
    /// <returns>True when the store is complete.</returns>
    /// <exception cref="ForeignStateException">The store claims more than the changelog holds.</exception>
    public bool Step(WakeUp wakeUp)
    {
        if (_done || (_queue is null && !TryOpen(wakeUp)))
            return _done;
        using (var records = _queue!.TryTake(ChunkRecords))
        {
            if (records is not null)
                Apply(records);
        }

        if (_next < _end && !_queue.AtEnd)
            return false;
        Stop();
        if (_next < _end)
            Remember(_end.Value);
        _done = true;
        return true;
    }

    /// <summary>Ends reading; what has been applied stays.</summary>
    public void Stop()
    {
        if (_queue is null)
            return;
        _queue.WakeWith(null);
        _queue = null;
        readers.Records.Close(changelog);
    }

    private bool TryOpen(WakeUp wakeUp)
    {
        _end ??= end is null ? readers.Ends.QueryWatermarks(changelog, QueryTimeout).High : end();
        _next = backend.ChangelogOffset(index) ?? PartitionStart.Beginning;
        if (_next > _end)
            throw new ForeignStateException(changelog, _next, _end.Value);
        if (_next == _end || _end == 0)
        {
            _done = true;
            return false;
        }

        var committed = readers.Records.QueryWatermarks(changelog, QueryTimeout);
        if (committed.High < _end)
            return false;
        _next = Math.Max(_next, committed.Low);
        _queue = readers.Records.Open(changelog, _next);
        _queue.WakeWith(wakeUp);
        return true;
    }

    /// <summary>Behind the last record are markers of transactions only, which need not be read again.</summary>
    private void Remember(long end)
    {
        using var batch = backend.CreateBatch();
        batch.SetChangelogOffset(index, end);
        batch.Apply();
        _next = end;
    }

    private void Apply(RecordCursor records)
    {
        using var batch = backend.CreateBatch();
        while (_next < _end && records.MoveNext())
        {
            // A log may have gone on since it was asked for its end; an input has.
            if (records.Offset >= _end)
            {
                _next = _end.Value;
                break;
            }

            store.Restore(records, batch);
            _next = records.Offset + 1;
            Records++;
        }

        store.Restored(batch);
        batch.SetChangelogOffset(index, _next);
        batch.Apply();
    }
}
