using System.Diagnostics;

namespace Millrace.Kafka.Runtime;

/// <summary>Knows what the worker is doing, for those who ask from outside.</summary>
internal sealed class WorkerMonitor(WorkerLog log, string instanceId)
{
    private static readonly TimeSpan BetweenComplaints = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ComplaintLifetime = TimeSpan.FromSeconds(15);

    private readonly Lock _complaints = new();
    private volatile TaskThread[] _threads = [];
    private volatile int _phase = (int)WorkerState.Created;
    private volatile int _assigned;
    private string? _waiting;
    private long _waitingAt;
    private long _complainedAt;
    private long _rebalances;

    public string InstanceId { get; } = instanceId;

    public TaskThread[] Threads
    {
        get => _threads;
        set => _threads = value;
    }

    public void Starting() => _phase = (int)WorkerState.Starting;

    public void Joining() => _phase = (int)WorkerState.Joining;

    public void Assigned(int tasks)
    {
        Interlocked.Increment(ref _rebalances);
        _assigned = tasks;
        _phase = (int)WorkerState.Running;
        Volatile.Write(ref _waiting, null);
    }

    public void Revoked() => _phase = (int)WorkerState.Joining;

    public void Stopping() => _phase = (int)WorkerState.Stopping;

    public void Ended(bool failed) => _phase = (int)(failed ? WorkerState.Failed : WorkerState.Stopped);

    /// <summary>Something outside does not answer. It is logged at first and once a minute.</summary>
    public void Waiting(string reason)
    {
        lock (_complaints)
        {
            _waiting = reason;
            _waitingAt = Stopwatch.GetTimestamp();
            if (_complainedAt != 0 && Stopwatch.GetElapsedTime(_complainedAt) < BetweenComplaints)
                return;
            _complainedAt = _waitingAt;
        }

        log.Waiting(reason);
    }

    public WorkerStatus Snapshot()
    {
        var threads = _threads;
        var tasks = threads.SelectMany(t => t.Tasks.Select(task => task.Status(t.Index))).OrderBy(t => t.Id).ToList();
        var counters = threads.Aggregate(default(TaskCounters), (sum, t) => sum + t.Counters());
        var phase = (WorkerState)_phase;
        if (phase == WorkerState.Running && tasks.Count(t => t.State == TaskState.Running) < _assigned)
            phase = WorkerState.Restoring;
        return new WorkerStatus
        {
            State = phase,
            Waiting = CurrentComplaint(),
            Tasks = tasks,
            Threads = [.. threads.Where(t => t.IsAlive).Select(t => new TaskThreadStatus(t.Index, t.Tasks.Count, t.Silence))],
            RecordsRead = counters.Read,
            DeadLetters = counters.DeadLetters,
            LateRecords = counters.Late,
            DroppedRecords = counters.Dropped,
            Commits = threads.Sum(t => t.Commits),
            Rollbacks = threads.Sum(t => t.Rollbacks),
            Rebalances = Interlocked.Read(ref _rebalances),
        };
    }

    private string? CurrentComplaint() =>
        Volatile.Read(ref _waiting) is { } waiting && Stopwatch.GetElapsedTime(Volatile.Read(ref _waitingAt)) < ComplaintLifetime ? waiting : null;
}
