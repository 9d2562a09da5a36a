using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Millrace.Globals;

namespace Millrace.Kafka.Runtime;

/// <summary>
/// The worker's membership in its group: a thread that polls it, and what a rebalance means for the task threads.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The group's thread frees them when it ends.")]
internal sealed class GroupLoop : IRebalanceListener
{
    private static readonly TimeSpan PollSlice = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SlowRevocation = TimeSpan.FromSeconds(10);

    private readonly TopologyGraph _graph;
    private readonly KafkaWorkerOptions _options;
    private readonly GlobalStores _globals;
    private readonly WorkerMonitor _monitor;
    private readonly WorkerLog _log;
    private readonly IGroupMember _member;
    private readonly ChangelogReaders _changelogs;
    private readonly TaskPlacement _placement;
    private readonly TaskThread[] _threads;
    private readonly Dictionary<string, int> _partOfTopic = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GroupMetadata? _membership;
    private bool _wasLost;
    private Exception? _failure;
    private volatile bool _stopping;

    public GroupLoop(TopologyGraph graph, KafkaWorkerOptions options, IKafkaTransport transport, GlobalStores globals, WorkerMonitor monitor, WorkerLog log)
    {
        _graph = graph;
        _options = options;
        _globals = globals;
        _monitor = monitor;
        _log = log;
        _placement = new TaskPlacement(options.Threads);
        _changelogs = new ChangelogReaders(transport);
        foreach (var part in graph.SubTopologies)
        {
            foreach (var topic in part.SourceTopics)
                _partOfTopic.Add(topic, part.Index);
        }

        _member = transport.CreateMember(
            new GroupMemberOptions
            {
                GroupId = graph.ApplicationId,
                InstanceId = options.InstanceId,
                Reset = options.Reset,
                SessionTimeout = options.SessionTimeout,
            },
            this);
        _threads = [.. Enumerable.Range(0, options.Threads).Select(i => new TaskThread(ContextFor(i, transport)))];
        monitor.Threads = _threads;
    }

    /// <summary>Runs until <see cref="Stop"/> or a failure.</summary>
    public Task RunAsync()
    {
        new Thread(Run) { Name = "millrace-group", IsBackground = true }.Start();
        return _completion.Task;
    }

    public void Stop() => _stopping = true;

    public void OnAssigned(IGroupMember member, IReadOnlyList<TopicPartition> partitions)
    {
        var membership = member.Metadata();
        var isNext = !_wasLost && _membership is { } before && membership.Generation == before.Generation + 1;
        _wasLost = false;
        _membership?.Dispose();
        _membership = membership;
        var queues = member.Assign([.. partitions.Select(p => new PartitionStart(p))]);
        var byTask = queues
            .GroupBy(q => new TaskId(_partOfTopic[q.Partition.Topic], q.Partition.Partition))
            .ToDictionary(g => g.Key, IReadOnlyList<IPartitionQueue> (g) => [.. g]);
        var placed = _placement.Place(byTask.Keys);
        foreach (var thread in _threads)
        {
            var own = byTask.Where(t => placed[t.Key] == thread.Index).ToDictionary();
            thread.Tell(new AssignCommand(own, membership, isNext));
        }

        _log.Assigned(byTask.Count, membership.Generation, string.Join(", ", byTask.Keys.Order()));
        _monitor.Assigned(byTask.Count);
    }

    public void OnRevoked(IGroupMember member, IReadOnlyList<TopicPartition> partitions, bool lost)
    {
        _monitor.Revoked();
        _wasLost |= lost;
        using var all = new CompositeWait(_threads, lost);
        var started = Stopwatch.GetTimestamp();
        var warned = false;
        while (all.Wait(PollSlice) is { } late)
        {
            if (warned || Stopwatch.GetElapsedTime(started) < SlowRevocation)
                continue;
            warned = true;
            _log.SlowRevocation(late.Index, SlowRevocation.TotalSeconds);
        }

        if (lost)
            _log.Lost(partitions.Count);
        else
            _log.Revoked(partitions.Count);
    }

    public void OnTransientError(KafkaException error) => _monitor.Waiting(error.Message);

    private ThreadContext ContextFor(int index, IKafkaTransport transport) => new()
    {
        Index = index,
        Graph = _graph,
        Options = _options,
        InstanceId = _monitor.InstanceId,
        Transport = transport,
        Member = _member,
        Changelogs = _changelogs,
        Globals = _globals,
        Log = _log,
        Unavailable = e => _monitor.Waiting(e.Message),
        Failed = (_, e) => Fail(e),
    };

    private void Run()
    {
        try
        {
            foreach (var thread in _threads)
                thread.Start();

            // Only now: a predecessor's transactions are ended, so that the offsets that the group tells are final.
            if (ThreadsAreReady())
            {
                _monitor.Joining();
                _member.Subscribe([.. _partOfTopic.Keys]);
                while (!_stopping && Volatile.Read(ref _failure) is null)
                    _member.Poll(PollSlice);
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }

        End();
    }

    private bool ThreadsAreReady()
    {
        var ready = Task.WhenAll(_threads.Select(t => t.Ready));
        while (!_stopping && Volatile.Read(ref _failure) is null)
        {
            if (((IAsyncResult)ready).AsyncWaitHandle.WaitOne(PollSlice))
                return ready.IsCompletedSuccessfully;
        }

        return false;
    }

    private void End()
    {
        _monitor.Stopping();
        var started = Stopwatch.GetTimestamp();
        if (GiveBack(_options.StopTimeout) && Join(_options.StopTimeout - Stopwatch.GetElapsedTime(started)))
        {
            _changelogs.Dispose();
            _membership?.Dispose();
            _member.Dispose();
        }
        else
        {
            // The threads still hold what this would free, and the process is about to end.
            Fail(new WorkerStuckException($"The worker did not stop within {_options.StopTimeout.TotalSeconds:0} s: an operator does not return."));
        }

        if (_failure is { } failure)
            _completion.SetException(failure);
        else
            _completion.SetResult();
    }

    /// <summary>Lets the threads commit, and only then leaves: leaving waits for them without a limit.</summary>
    private bool GiveBack(TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        using (var all = new CompositeWait(_threads, lost: false))
        {
            while (all.Wait(PollSlice) is not null)
            {
                if (Stopwatch.GetElapsedTime(started) > timeout)
                    return false;
            }
        }

        try
        {
            _member.Close(timeout);
        }
        catch (Exception e)
        {
            Fail(e);
        }

        return true;
    }

    private bool Join(TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var thread in _threads)
            thread.Stop();
        foreach (var thread in _threads)
        {
            var left = timeout - Stopwatch.GetElapsedTime(started);
            if (!thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero))
                return false;
        }

        return true;
    }

    private void Fail(Exception e) => Interlocked.CompareExchange(ref _failure, e, null);

    /// <summary>Waits until every thread has given its tasks back, or is dead.</summary>
    private sealed class CompositeWait : IDisposable
    {
        private readonly List<(TaskThread Thread, ManualResetEventSlim Done)> _open = [];

        public CompositeWait(TaskThread[] threads, bool lost)
        {
            foreach (var thread in threads)
            {
                var done = new ManualResetEventSlim();
                thread.Tell(new RevokeCommand(lost, done));
                _open.Add((thread, done));
            }
        }

        /// <summary>Waits for a time; gives a thread that is not done yet, or null if all are.</summary>
        public TaskThread? Wait(TimeSpan time)
        {
            foreach (var (thread, done) in _open)
            {
                if (!done.Wait(time) && thread.IsAlive)
                    return thread;
            }

            return null;
        }

        public void Dispose()
        {
            // A thread that died may still set its event; it is left to the collector.
            foreach (var (_, done) in _open.Where(o => o.Done.IsSet))
                done.Dispose();
        }
    }
}
