using Millrace.Execution;
using Millrace.Globals;

namespace Millrace.Kafka.Runtime;

/// <summary>
/// Reads the topics of the global tables, all partitions of each: to their end before the first task, and on from there.
/// It has a thread and a client of its own, and nothing at all in a worker without global tables.
/// </summary>
internal sealed class GlobalReader : IDisposable
{
    private const int ChunkRecords = 1000;
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly IKafkaTransport _transport;
    private readonly Action<string> _waiting;
    private readonly WakeUp _wakeUp = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread? _thread;
    private volatile bool _stopping;

    /// <summary>Starts to read.</summary>
    /// <param name="graph">The graph, whose serdes are prepared.</param>
    /// <param name="transport">Where to read.</param>
    /// <param name="waiting">Told what is waited for when no broker answers.</param>
    public GlobalReader(TopologyGraph graph, IKafkaTransport transport, Action<string> waiting)
    {
        _transport = transport;
        _waiting = waiting;
        Stores = GlobalStores.Of(graph);
        if (Stores.All.Count == 0)
        {
            _loaded.SetResult();
            return;
        }

        _thread = new Thread(Run) { Name = "millrace-globals", IsBackground = true };
        _thread.Start();
    }

    public GlobalStores Stores { get; }

    /// <summary>Completes when every table holds what its topic held at the start; fails with what made that impossible.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>Completes when the reader has ended, with what it failed with if it did; never in a worker without global tables.</summary>
    public Task Ended => _ended.Task;

    public void Dispose()
    {
        _stopping = true;
        _wakeUp.Set();
        _thread?.Join();
        _wakeUp.Dispose();
    }

    private void Run()
    {
        try
        {
            using var reader = _transport.CreateReader(new PartitionReaderOptions { Reset = OffsetReset.Earliest });
            var sources = Patiently(() => Open(reader)) ?? [];
            while (!_stopping)
            {
                _wakeUp.Reset();
                if (!ReadAll(sources))
                    _wakeUp.Wait(Pause);
            }

            foreach (var source in sources)
                source.Queue.WakeWith(null);
            _loaded.TrySetCanceled();
            _ended.TrySetResult();
        }
        catch (Exception e)
        {
            _loaded.TrySetException(e);
            _ended.TrySetException(e);
        }
    }

    private List<(GlobalStore Store, IPartitionQueue Queue)> Open(IPartitionReader reader)
    {
        var counts = Stores.All.Select(s => (Store: s, Partitions: reader.PartitionCount(s.Definition.Topic, AskTimeout))).ToList();
        var sources = new List<(GlobalStore Store, IPartitionQueue Queue)>();
        foreach (var (store, partitions) in counts)
        {
            for (var partition = 0; partition < partitions; partition++)
            {
                var queue = reader.Open(new TopicPartition(store.Definition.Topic, partition), PartitionStart.Beginning);
                queue.WakeWith(_wakeUp);
                sources.Add((store, queue));
            }
        }

        return sources;
    }

    /// <summary>Takes what is there; false if there was nothing.</summary>
    private bool ReadAll(List<(GlobalStore Store, IPartitionQueue Queue)> sources)
    {
        var any = false;
        foreach (var (store, queue) in sources)
        {
            using var records = queue.TryTake(ChunkRecords);
            while (records?.MoveNext() == true)
            {
                any = true;
                Apply(store, records, queue.Partition.Partition);
            }
        }

        if (!any && !_loaded.Task.IsCompleted && sources.TrueForAll(s => s.Queue.AtEnd))
            _loaded.TrySetResult();
        return any;
    }

    private static void Apply(GlobalStore store, RecordCursor record, int partition)
    {
        while (true)
        {
            try
            {
                store.Apply(record, partition);
                return;
            }
            catch (SerdePendingException pending)
            {
                pending.Ready.GetAwaiter().GetResult();
            }
        }
    }

    private T? Patiently<T>(Func<T> step)
        where T : class
    {
        while (!_stopping)
        {
            try
            {
                return step();
            }
            catch (MillraceException e) when (e.IsTransient)
            {
                _waiting(e.Message);
                _wakeUp.Wait(Pause);
            }
        }

        return null;
    }
}
