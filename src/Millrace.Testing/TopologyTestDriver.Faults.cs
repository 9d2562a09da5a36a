using Millrace.Execution;
using Millrace.State;

namespace Millrace.Testing;

/// <content>What becomes of faults at a commit, and the restoring of state.</content>
public sealed partial class TopologyTestDriver
{
    private List<TestRecord>? _sinceArmed;
    private IReadOnlyDictionary<DriverTopic, (int Written, int Taken)> _topicsWhenArmed = new Dictionary<DriverTopic, (int Written, int Taken)>();
    private Dictionary<TopicPartition, long> _offsetsWhenArmed = [];

    /// <summary>Notes where things stand, so that a commit that fails can be taken back.</summary>
    private void Arm()
    {
        if (_tasks.Values.Any(t => t.Parked.Any))
        {
            throw new InvalidOperationException("Records wait for calls that the test holds, so there is no commit to go back to: release them first.");
        }

        if (_uncommitted > 0)
        {
            Commit();
        }

        _sinceArmed = [];
        _topicsWhenArmed = _cluster.Mark();
        _offsetsWhenArmed = new Dictionary<TopicPartition, long>(_nextOffsets);
    }

    private void Fault(CommitFault fault)
    {
        var records = _sinceArmed!;
        _sinceArmed = null;
        if (fault == CommitFault.Crashed)
        {
            Reopen(RestartMode.KeepState);
            return;
        }

        _cluster.GoBackTo(_topicsWhenArmed);
        _nextOffsets.Clear();
        foreach (var (partition, offset) in _offsetsWhenArmed)
        {
            _nextOffsets.Add(partition, offset);
        }

        if (fault == CommitFault.Fenced)
        {
            Reopen(RestartMode.KeepState);
        }
        else
        {
            foreach (var task in _tasks.Values)
            {
                Calls.Forget(task.Parked);
                task.Rollback();
            }
        }

        foreach (var record in records)
        {
            Process(new TopicPartition(record.Topic, record.Partition), record);
            Drain();
        }
    }

    /// <summary>Completes a task's state from its changelogs, as a worker does before it starts the task.</summary>
    private void Restore(StreamTask task, IStateBackend backend)
    {
        for (var i = 0; i < task.StoreCount; i++)
        {
            var store = task.Store(i);
            var records = _cluster.Topic(store.ChangelogTopic).Records.Where(r => r.Partition == task.Id.Partition).ToList();
            var next = (int)(backend.ChangelogOffset(i) ?? 0);
            if (next >= records.Count)
            {
                continue;
            }

            using var batch = backend.CreateBatch();
            for (var offset = next; offset < records.Count; offset++)
            {
                using var cursor = new SingleRecordCursor(records[offset], offset);
                cursor.MoveNext();
                store.Restore(cursor, batch);
            }

            store.Restored(batch);
            batch.SetChangelogOffset(i, records.Count);
            batch.Apply();
        }
    }
}
