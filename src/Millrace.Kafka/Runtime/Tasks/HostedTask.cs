using System.Diagnostics;
using Millrace.Execution;
using Millrace.State;

namespace Millrace.Kafka.Runtime;

/// <summary>
/// A task in its thread: its input partitions, its state and what becomes of both. Used by that thread; the status may
/// be read from any other. The states are those of <see cref="TaskState"/>.
/// </summary>
internal sealed class HostedTask
{
    private const int RecordsBetweenLooksAtTheClock = 64;

    private readonly Func<string, long?> _nextChangelogOffset;
    private readonly Action _wake;
    private readonly long[] _positions;
    private TaskHost _host;
    private IStateBackend? _backend;
    private StreamTask? _task;
    private StoreRestore[] _restores = [];
    private TaskCounters _earlier;
    private volatile TaskState _state = TaskState.Closed;

    public HostedTask(TaskHost host, TaskId id)
    {
        _host = host;
        _nextChangelogOffset = NextChangelogOffset;
        _wake = host.WakeUp.Set;
        Id = id;
        Inputs = [.. host.Graph.SubTopologies[id.SubTopology].SourceTopics.Select(t => new TaskInput(new TopicPartition(t, id.Partition)))];
        _positions = new long[Inputs.Length];
    }

    public TaskId Id { get; }

    public TaskInput[] Inputs { get; }

    public TaskState State => _state;

    /// <summary>Whether there is anything since the last commit that has to become durable.</summary>
    public bool IsTouched { get; private set; }

    public bool WantsCommit => _task is { CommitRequested: true };

    /// <summary>Records restored since the task was opened.</summary>
    public long Restored => _restores.Sum(r => r.Records);

    /// <summary>Opens the task's state and begins to complete it.</summary>
    public void Open(IReadOnlyList<IPartitionQueue> queues)
    {
        OpenState();
        Attach(queues);
        _state = TaskState.Restoring;
    }

    /// <summary>The partitions have come back and nobody else had them meanwhile.</summary>
    public void Resume(IReadOnlyList<IPartitionQueue> queues)
    {
        Attach(queues);
        _state = _task!.Sources.Count > 0 ? TaskState.Running : TaskState.Restoring;
    }

    /// <summary>The partitions go; the state stays open.</summary>
    public void Suspend()
    {
        foreach (var input in Inputs)
            input.Detach();
        StopRestores();
        _state = TaskState.Suspended;
    }

    /// <summary>Does a part of what there is to do.</summary>
    /// <param name="until">When to leave off at the latest, as <see cref="Stopwatch.GetTimestamp"/> counts.</param>
    /// <returns>True if there may be more.</returns>
    public bool Step(long until) => _state switch
    {
        TaskState.Restoring => Restore(),
        TaskState.Running => Process(until),
        _ => false,
    };

    public void PunctuateWallClock()
    {
        if (_state == TaskState.Running && !_task!.IsDraining && _task.PunctuateWallClock())
            IsTouched = true;
    }

    /// <summary>
    /// Lets parked records go on, so that the task can be committed; it takes no others until it is. A task that never
    /// parks any has nothing to do.
    /// </summary>
    /// <returns>Whether the task is ready.</returns>
    public bool Drain() => _state != TaskState.Running || !_task!.Parked.IsUsed || _task.Drain();

    /// <summary>Sends what the task holds back, and says how far it has read.</summary>
    public void PrepareCommit(List<PartitionOffset> offsets)
    {
        for (var i = 0; i < Inputs.Length; i++)
        {
            _positions[i] = Math.Max(0, Inputs[i].Position);
            if (Inputs[i].HasProgress)
                offsets.Add(new PartitionOffset(Inputs[i].Partition, Inputs[i].Position));
        }

        _task!.PrepareCommit(_positions);
    }

    public void CompleteCommit()
    {
        _task!.CompleteCommit(_nextChangelogOffset);
        foreach (var input in Inputs)
            input.MarkCommitted();
        IsTouched = false;
    }

    /// <summary>Forgets what has happened since the last commit.</summary>
    /// <param name="rewind">Whether the partitions are still the task's, to be read again.</param>
    public void Rollback(bool rewind)
    {
        _task?.Rollback();
        IsTouched = false;
        foreach (var input in Inputs)
        {
            if (rewind)
                input.Rewind();
            else
                input.Detach();
        }
    }

    /// <summary>Closes the state, which stays on disk as of the last commit.</summary>
    public void Close()
    {
        if (_state == TaskState.Closed)
            return;
        _state = TaskState.Closed;
        foreach (var input in Inputs)
            input.Detach();
        StopRestores();
        CloseState();
    }

    /// <summary>Makes the task anew over its state, for a thread whose sink had to be replaced.</summary>
    public void Reopen(TaskHost host)
    {
        _host = host;
        var suspended = _state == TaskState.Suspended;
        StopRestores();
        CloseState();
        OpenState();
        _state = suspended ? TaskState.Suspended : TaskState.Restoring;
    }

    public TaskCounters Counters() => _earlier + TaskCounters.Of(_task);

    public TaskStatus Status(int thread) =>
        new(Id, thread, _state, [.. Inputs.Select(i => i.Status())])
        {
            Restored = Restored,
            ToRestore = _state == TaskState.Restoring ? _restores.Sum(r => r.ToGo) : 0,
            HasUncommitted = IsTouched,
            OpenWindows = _task?.Stages.Sum(s => s.OpenWindows) ?? 0,
        };

    private void OpenState()
    {
        var stores = _host.Graph.SubTopologies[Id.SubTopology].Stores;
        var backend = _host.State.Open(Id, stores);
        _backend = backend;
        var task = _host.Graph.OpenTask(Id, new TaskEnvironment
        {
            Collector = _host.Collector,
            Backend = backend,
            Clock = _host.Clock,
            Emit = _host.Emit,
            Globals = _host.Globals,
            Facts = _host.Facts,
            Async = new PoolRunner(_wake, _host.Clock),
        });
        _restores = [.. Enumerable.Range(0, task.StoreCount).Select(i => NewRestore(task, backend, i))];
        task.Own();
        _task = task;
    }

    private void CloseState()
    {
        if (_task is not { } task)
            return;
        _earlier += TaskCounters.Of(task);
        _task = null;
        _backend = null;
        IsTouched = false;
        task.Dispose();
    }

    private StoreRestore NewRestore(StreamTask task, IStateBackend backend, int index)
    {
        var store = task.Store(index);
        var changelog = new TopicPartition(store.ChangelogTopic, Id.Partition);

        // What stands in the input behind the committed offset has yet to be processed.
        Func<long>? end = store.RestoredFromSource < 0 ? null : () => _host.CommittedInput(changelog) ?? 0;
        return new StoreRestore(_host.Changelogs, backend, store, index, changelog, end);
    }

    private void Attach(IReadOnlyList<IPartitionQueue> queues)
    {
        foreach (var queue in queues)
            Array.Find(Inputs, i => i.Partition == queue.Partition)!.Attach(queue, _host.WakeUp);
    }

    private bool Restore()
    {
        try
        {
            var open = false;
            foreach (var restore in _restores)
                open |= !restore.Step(_host.WakeUp);
            if (open)
                return false;
        }
        catch (ForeignStateException e)
        {
            _host.ForeignState(Id, e);
            StopRestores();
            CloseState();
            _host.State.Delete(Id);
            OpenState();
            return true;
        }
        catch (BrokerUnavailableException)
        {
            // The client goes on trying by itself, and so does the next step.
            return false;
        }

        _task!.Start();
        for (var i = 0; i < Inputs.Length; i++)
            Inputs[i].Bind(_task.Sources[i]);
        _host.Restored(Id, Restored);
        _state = TaskState.Running;
        return true;
    }

    private bool Process(long until)
    {
        foreach (var input in Inputs)
            input.NextRound();
        var touched = _task!.Parked.Pump();
        var records = 0;
        while (records < _host.BatchSize && !_task.IsDraining && !_task.Parked.IsFull && Lowest(ref touched) is { } next)
        {
            next.Process();
            _task.PunctuateStreamTime();
            touched = true;
            if (++records % RecordsBetweenLooksAtTheClock == 0 && Stopwatch.GetTimestamp() >= until)
                break;
        }

        IsTouched |= touched;
        return touched;
    }

    /// <summary>The input that holds the record with the lowest timestamp; those that hold none are not waited for.</summary>
    private TaskInput? Lowest(ref bool touched)
    {
        TaskInput? lowest = null;
        foreach (var input in Inputs)
        {
            if (input.TryLoad(_host.BatchSize, _wake, ref touched) && (lowest is null || input.HeadTimestamp < lowest.HeadTimestamp))
                lowest = input;
        }

        return lowest;
    }

    private long? NextChangelogOffset(string topic)
    {
        if (_host.Delivered(new TopicPartition(topic, Id.Partition)) is not { } delivered)
            return null;

        // The sink remembers what it sent when the task was here before; the store may have gone on elsewhere since.
        for (var i = 0; i < _task!.StoreCount; i++)
        {
            if (_task.Store(i).ChangelogTopic == topic)
                return Math.Max(delivered + 1, _backend!.ChangelogOffset(i) ?? 0);
        }

        return delivered + 1;
    }

    private void StopRestores()
    {
        foreach (var restore in _restores)
            restore.Stop();
    }
}
