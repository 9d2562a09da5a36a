using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Millrace.Kafka.Runtime;

/// <summary>
/// A thread with tasks and a producer of its own. It goes round its tasks, each doing a part of its work, and commits
/// all of them together. It takes no lock; others speak to it through a queue of commands and read its counters.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The thread frees them itself when it ends.")]
internal sealed class TaskThread
{
    private const int MostFences = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RevokeDrain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RestoreWait = TimeSpan.FromMilliseconds(20);

    private readonly ThreadContext _context;
    private readonly WakeUp _wakeUp = new();
    private readonly ConcurrentQueue<ThreadCommand> _commands = new();
    private readonly Dictionary<TaskId, HostedTask> _tasks = [];
    private readonly List<PartitionOffset> _offsets = [];
    private readonly List<HostedTask> _touched = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private SinkSlot? _sink;
    private GroupMetadata? _membership;
    private HostedTask[] _published = [];
    private TaskCounters _gone;
    private long _lastSign = Stopwatch.GetTimestamp();
    private long _nextCommit;
    private long _commits;
    private long _rollbacks;
    private int _fences;
    private bool _draining;
    private volatile bool _stopping;

    public TaskThread(ThreadContext context)
    {
        _context = context;
        _thread = new Thread(Run) { Name = $"millrace-{context.Index}", IsBackground = true };
    }

    public int Index => _context.Index;

    /// <summary>Completes when the thread's producer is the only one of its transactional id; fails as the thread does.</summary>
    public Task Ready => _ready.Task;

    public bool IsAlive => _thread.IsAlive;

    /// <summary>The thread's tasks, suspended ones among them; from any thread.</summary>
    public IReadOnlyList<HostedTask> Tasks => Volatile.Read(ref _published);

    public long Commits => Interlocked.Read(ref _commits);

    public long Rollbacks => Interlocked.Read(ref _rollbacks);

    public TimeSpan Silence => Stopwatch.GetElapsedTime(Interlocked.Read(ref _lastSign));

    public void Start() => _thread.Start();

    public void Tell(ThreadCommand command)
    {
        _commands.Enqueue(command);
        _wakeUp.Set();
    }

    /// <summary>Ends the thread after what it is doing now. Its tasks are closed as of their last commit.</summary>
    public void Stop()
    {
        _stopping = true;
        _wakeUp.Set();
    }

    public bool Join(TimeSpan timeout) => _thread.Join(timeout);

    public TaskCounters Counters()
    {
        var sum = _gone;
        foreach (var task in Tasks)
            sum += task.Counters();
        return sum;
    }

    private void Run()
    {
        try
        {
            _sink = new SinkSlot(_context, _wakeUp, OnUnavailable);
            _ready.SetResult();
            while (!_stopping)
                Round();
        }
        catch (StoppedException)
        {
            _ready.TrySetCanceled();
        }
        catch (Exception e)
        {
            // The group's thread ends the worker: one of its threads missing, it would only look alive.
            _ready.TrySetException(e);
            _context.Failed(this, e);
        }
        finally
        {
            CloseAll();
        }
    }

    private void Round()
    {
        SignOfLife();
        _wakeUp.Reset();
        try
        {
            Obey();
            var more = Work();
            _sink!.Poll();
            CommitIfDue();
            if (!more)
                _wakeUp.Wait(WaitFor());
        }
        catch (MillraceException e) when (CanRecover(e))
        {
            Recover(e);
        }
    }

    private bool Work()
    {
        var more = false;
        foreach (var task in _published)
        {
            more |= task.Step(_nextCommit);
            task.PunctuateWallClock();
        }

        return more;
    }

    private void Obey()
    {
        while (_commands.TryDequeue(out var command))
        {
            switch (command)
            {
                case AssignCommand assign:
                    Assign(assign);
                    break;
                case RevokeCommand revoke:
                    Revoke(revoke);
                    break;
                default:
                    throw new InvalidOperationException($"Nobody knows the command {command}.");
            }
        }
    }

    private void Assign(AssignCommand assign)
    {
        _membership = assign.Membership;
        foreach (var task in _published)
        {
            if (!assign.Tasks.ContainsKey(task.Id) || !assign.IsNext || task.State != TaskState.Suspended)
                Forget(task);
        }

        foreach (var (id, queues) in assign.Tasks)
        {
            if (_tasks.TryGetValue(id, out var task))
            {
                task.Resume(queues);
                continue;
            }

            task = new HostedTask(_sink!.Host, id);
            _tasks.Add(id, task);
            Publish();
            task.Open(queues);
        }
    }

    private void Revoke(RevokeCommand revoke)
    {
        try
        {
            if (revoke.Lost)
                RollBack(rewind: false, cause: null);
            else if (DrainWithin(RevokeDrain))
                Commit();
            else
                RollBack(rewind: false, cause: null, "records were still parked when the partitions were revoked");
        }
        catch (MillraceException e) when (CanRecover(e))
        {
            RollBack(rewind: false, e);
        }
        finally
        {
            foreach (var task in _published)
                task.Suspend();
            revoke.Done.Set();
        }
    }

    private void CommitIfDue()
    {
        var due = Stopwatch.GetTimestamp() >= _nextCommit;
        if (!due && !Array.Exists(_published, static t => t.WantsCommit))
            return;
        _draining = !Drain();
        if (!_draining)
            Commit();
    }

    /// <summary>Lets parked records go on; a thread with none is ready at once. Tasks that are ready wait for the others.</summary>
    private bool Drain()
    {
        var ready = true;
        foreach (var task in _published)
        {
            if (task.IsTouched || task.WantsCommit)
                ready &= task.Drain();
        }

        return ready;
    }

    /// <summary>The same for one who must have an answer: the group waits for it.</summary>
    private bool DrainWithin(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            _wakeUp.Reset();
            if (Drain())
                return true;
            if (Stopwatch.GetElapsedTime(start) >= time)
                return false;
            SignOfLife();
            _sink!.Poll();
            _wakeUp.Wait(LongestWait);
        }
    }

    private void Commit()
    {
        try
        {
            CommitTouched();
        }
        finally
        {
            // Counted from the end: a commit that took longer than the interval would be due again at once, and nothing but
            // commits would be done.
            _nextCommit = Stopwatch.GetTimestamp() + (long)(_context.Options.CommitInterval.TotalSeconds * Stopwatch.Frequency);
        }
    }

    private void CommitTouched()
    {
        _touched.Clear();
        _offsets.Clear();
        foreach (var task in _published)
        {
            if (task.State != TaskState.Running || !(task.IsTouched || task.WantsCommit))
                continue;
            _touched.Add(task);
            task.PrepareCommit(_offsets);
        }

        if (_touched.Count == 0)
            return;
        if (_offsets.Count > 0 || _sink!.Collector.HasSent)
            _sink!.Protocol.Commit(_offsets, _membership!);
        foreach (var task in _touched)
            task.CompleteCommit();
        _fences = 0;
        Interlocked.Increment(ref _commits);
    }

    /// <summary>
    /// What going back to the last commit mends: Kafka's own ways of losing a transaction, and whatever an outside sink
    /// says is transient, such as another worker having been first.
    /// </summary>
    private static bool CanRecover(MillraceException e) =>
        e is TransactionAbortedException or FencedException or BrokerUnavailableException || (e is not KafkaException && e.IsTransient);

    private void Recover(MillraceException cause)
    {
        var outside = cause is FencedException { IsMembership: true };
        RollBack(rewind: !outside, cause);
        if (!outside)
            return;

        // The group has gone on without this worker. Its next assignment says what to do; until then nothing is ours.
        foreach (var task in _published)
            task.Suspend();
    }

    private void RollBack(bool rewind, MillraceException? cause, string reason = "the partitions were lost")
    {
        Interlocked.Increment(ref _rollbacks);
        _draining = false;
        _context.Log.RolledBack(Index, cause?.Message ?? reason);
        if (cause is FencedException { IsMembership: false } && ++_fences > MostFences)
            throw cause;
        if (!_sink!.Protocol.RollBack(cause))
            ReplaceSink();
        foreach (var task in _published)
            _sink.Patience.Repeat(_ => task.Rollback(rewind));
    }

    /// <summary>The producer is of no more use: its tasks begin anew over their state, with another one.</summary>
    private void ReplaceSink()
    {
        _sink!.Dispose();
        _sink = new SinkSlot(_context, _wakeUp, OnUnavailable);
        foreach (var task in _published)
            task.Reopen(_sink.Host);
    }

    private TimeSpan WaitFor()
    {
        if (Array.Exists(_published, static t => t.State == TaskState.Restoring))
            return RestoreWait;

        // The next of the calls that it waits for wakes the thread.
        if (_draining)
            return LongestWait;
        var untilCommit = TimeSpan.FromSeconds((_nextCommit - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);
        var dirty = Array.Exists(_published, static t => t.IsTouched);
        return dirty && untilCommit < LongestWait ? TimeSpan.FromTicks(Math.Max(0, untilCommit.Ticks)) : LongestWait;
    }

    private void Forget(HostedTask task)
    {
        task.Close();
        _gone += task.Counters();
        _tasks.Remove(task.Id);
        Publish();
    }

    private void Publish() => Volatile.Write(ref _published, [.. _tasks.Values.OrderBy(t => t.Id)]);

    private void SignOfLife() => Interlocked.Exchange(ref _lastSign, Stopwatch.GetTimestamp());

    private void OnUnavailable(BrokerUnavailableException e)
    {
        SignOfLife();
        _context.Unavailable(e);
        if (_stopping)
            throw new StoppedException();
    }

    private void CloseAll()
    {
        _stopping = true;
        try
        {
            // A transaction left open would hold up everyone who reads committed records.
            _sink?.Protocol.RollBack(cause: null);
        }
        catch (Exception e) when (e is KafkaException or StoppedException)
        {
            _context.Log.AbortFailed(Index, e.Message);
        }

        foreach (var task in _published)
        {
            try
            {
                task.Close();
            }
            catch (Exception e)
            {
                _context.Log.CloseFailed(task.Id, e.Message);
            }
        }

        while (_commands.TryDequeue(out var command))
            (command as RevokeCommand)?.Done.Set();
        _sink?.Dispose();
        _wakeUp.Dispose();
    }

    /// <summary>The thread was told to stop while it waited for a broker.</summary>
    private sealed class StoppedException() : Exception("The worker is stopping.");
}
