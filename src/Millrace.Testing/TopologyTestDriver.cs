using Millrace.Execution;
using Millrace.Globals;
using Millrace.State;

namespace Millrace.Testing;

/// <summary>
/// Runs topologies in the test's own thread, with bytes on both sides as in a worker, but without Kafka: a record
/// that is piped in is processed to the end, and the task has committed, when the call returns.
/// </summary>
public sealed partial class TopologyTestDriver : IDisposable
{
    private readonly Dictionary<TaskId, StreamTask> _tasks = [];
    private readonly Dictionary<TopicPartition, long> _nextOffsets = [];
    private readonly Dictionary<TopicPartition, long> _lag = [];
    private readonly DriverCluster _cluster;
    private readonly TestDriverOptions _options;
    private readonly HashSet<string> _internalInputs;
    private readonly HashSet<StreamTask> _failed = [];
    private int _uncommitted;
    private readonly GlobalStores _globals;

    /// <summary>Runs one topology.</summary>
    public TopologyTestDriver(Topology topology, TestDriverOptions? options = null)
        : this([topology], options)
    {
    }

    /// <summary>Runs the topologies of one application.</summary>
    public TopologyTestDriver(IEnumerable<Topology> topologies, TestDriverOptions? options = null)
        : this(BuildGraph(topologies, options ??= new TestDriverOptions()), options)
    {
    }

    /// <summary>Runs a graph.</summary>
    public TopologyTestDriver(TopologyGraph graph, TestDriverOptions? options = null)
    {
        Graph = graph ?? throw new ArgumentNullException(nameof(graph));
        _options = options ?? new TestDriverOptions();
        _cluster = new DriverCluster(_options.Partitions);
        Clock = new VirtualClock(_options.Start);
        Calls = new TestCalls(Clock, Deliver, Commit);
        Faults = new TestFaults(graph, Arm);
        var inputs = graph.SubTopologies.SelectMany(s => s.SourceTopics).ToHashSet(StringComparer.Ordinal);
        inputs.UnionWith(graph.GlobalTables.Select(g => g.Topic));
        _internalInputs = [.. graph.Topics.Where(t => inputs.Contains(t.Name)).Select(t => t.Name)];
        graph.PrepareAsync().GetAwaiter().GetResult();
        _globals = GlobalStores.Of(graph);

        OpenTasks();
    }

    /// <summary>What is run.</summary>
    public TopologyGraph Graph { get; }

    /// <summary>The wall clock that the topologies see. It stands still unless <see cref="AdvanceWallClock"/> moves it.</summary>
    public VirtualClock Clock { get; }

    /// <summary>Faults to ask for.</summary>
    public TestFaults Faults { get; }

    /// <summary>The calls of asynchronous steps.</summary>
    public TestCalls Calls { get; }

    /// <summary>Records that operators counted as late, over all tasks.</summary>
    public long LateRecords => _tasks.Values.Sum(t => t.Stages.Sum(s => s.Late));

    /// <summary>Dead letters that were sent, over all tasks.</summary>
    public long DeadLetters => _tasks.Values.Sum(t => t.Failures.DeadLetters);

    /// <summary>Records that were left out: refused at their source, dropped or failed in an operator, or dropped by a store; dead letters among them.</summary>
    public long DroppedRecords => _tasks.Values.Sum(t => t.Sources.Sum(s => s.Dropped) + t.Stages.Sum(s => s.Dropped) + t.Stores.Sum(s => s.Dropped)) + _globals.All.Sum(s => s.Dropped);

    /// <summary>An input topic to pipe typed records into.</summary>
    public TestInputTopic<TKey, TValue> Input<TKey, TValue>(string topic, Serde<TKey>? keySerde = null, Serde<TValue>? valueSerde = null) =>
        new(this, topic, Find(keySerde, topic, isKey: true, SerdeUse.Write), Find(valueSerde, topic, isKey: false, SerdeUse.Write));

    /// <summary>An output topic to read typed records from.</summary>
    public TestOutputTopic<TKey, TValue> Output<TKey, TValue>(string topic, Serde<TKey>? keySerde = null, Serde<TValue>? valueSerde = null) =>
        new(_cluster.Topic(topic), Find(keySerde, topic, isKey: true, SerdeUse.Read), Find(valueSerde, topic, isKey: false, SerdeUse.Read));

    /// <summary>What was written to a topic, as bytes, in order.</summary>
    public IReadOnlyList<TestRecord> Records(string topic) => _cluster.Topic(topic).Records;

    /// <summary>What was written to all topics, changelogs and dead letters among them, in the order of sending.</summary>
    public IReadOnlyList<TestRecord> AllRecords => _cluster.All;

    /// <summary>Pipes a record in as bytes.</summary>
    /// <param name="topic">An input topic.</param>
    /// <param name="key">The key, or null.</param>
    /// <param name="value">The value, or null.</param>
    /// <param name="timestamp">Milliseconds since 1970.</param>
    /// <param name="headers">The headers, or null.</param>
    /// <param name="partition">The partition; null for the one of the key.</param>
    /// <exception cref="ArgumentException">Nothing reads the topic.</exception>
    /// <exception cref="RecordFailedException">The record was refused and the policy is to fail.</exception>
    public void Pipe(string topic, byte[]? key, byte[]? value, long timestamp, Headers? headers = null, int? partition = null)
    {
        if (!_internalInputs.Contains(topic))
        {
            throw new ArgumentException($"Nothing reads topic '{topic}'; inputs are {string.Join(", ", _internalInputs)}.", nameof(topic));
        }

        var count = _cluster.Topic(topic).PartitionCount;
        var target = partition ?? (key is null ? 0 : Murmur2.Partition(key, count));
        var record = new TestRecord(topic, key, value, timestamp, headers, target);
        _sinceArmed?.Add(record);
        Process(new TopicPartition(topic, target), record);
        Drain();
    }

    /// <summary>A store to read, by its name.</summary>
    /// <typeparam name="TStore">
    /// Its type: <see cref="IKeyValueStore{TKey, TValue}"/>, or for tables and aggregates <see cref="ITimestampedKeyValueStore{TKey, TValue}"/>.
    /// </typeparam>
    /// <param name="name">The name that its author gave it.</param>
    /// <param name="partition">The task's partition.</param>
    /// <exception cref="ArgumentException">There is no such store, or it is of another type.</exception>
    public TStore Store<TStore>(string name, int partition = 0)
        where TStore : class
    {
        var part = Graph.SubTopologies.FirstOrDefault(s => s.Stores.Contains(name, StringComparer.Ordinal))
            ?? throw new ArgumentException($"There is no store '{name}'; stores are {string.Join(", ", Graph.SubTopologies.SelectMany(s => s.Stores))}.", nameof(name));
        var store = Task(new TaskId(part.Index, partition)).Store(part.Stores.ToList().IndexOf(name));
        return store as TStore ?? throw new ArgumentException($"Store '{name}' is a {store.GetType().Name}, not a {typeof(TStore).Name}.", nameof(name));
    }

    /// <summary>A global table to read, by the name of its store.</summary>
    /// <exception cref="ArgumentException">There is no such table, or its types are others.</exception>
    public IGlobalStore<TKey, TValue> GlobalStore<TKey, TValue>(string name)
        where TKey : notnull =>
        _globals.All.FirstOrDefault(s => s.Definition.Store == name) is { } found
            ? found as IGlobalStore<TKey, TValue> ?? throw new ArgumentException($"Global table '{name}' has other types.", nameof(name))
            : throw new ArgumentException($"There is no global table '{name}'; there are {string.Join(", ", _globals.All.Select(s => s.Definition.Store))}.", nameof(name));

    /// <summary>
    /// Says that a partition has records that have not been read. Each record that is piped into it is one of them. As
    /// long as there are any, nothing is concluded from what has not come: no window closes for being idle.
    /// </summary>
    /// <param name="topic">An input topic.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="records">How many; 0 for none.</param>
    /// <exception cref="ArgumentException">Nothing reads the topic.</exception>
    public void SimulateLag(string topic, int partition, long records)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(records);
        if (!_internalInputs.Contains(topic))
        {
            throw new ArgumentException($"Nothing reads topic '{topic}'; inputs are {string.Join(", ", _internalInputs)}.", nameof(topic));
        }

        _lag[new TopicPartition(topic, partition)] = records;
    }

    /// <summary>Moves the wall clock and runs what is due.</summary>
    public void AdvanceWallClock(TimeSpan by)
    {
        Clock.Advance(by);
        foreach (var task in _tasks.Values.ToList())
        {
            task.PunctuateWallClock();
            Commit(task);
        }

        Drain();
    }

    /// <summary>Lets the tasks commit, and processes what that sends to topics that are read again.</summary>
    public void Commit()
    {
        do
        {
            CommitTasks();
            Drain();
        }
        while (_uncommitted > 0);
    }

    /// <summary>
    /// Closes every task and opens it again, as a restart would; what was read is committed first. Records that wait for a
    /// call which the test holds are forgotten.
    /// </summary>
    public void Restart(RestartMode mode = RestartMode.KeepState)
    {
        // A worker whose task failed does not commit it.
        if (_failed.Count == 0)
        {
            Commit();
        }

        Reopen(mode);
    }

    private void Reopen(RestartMode mode)
    {
        _failed.Clear();
        var ids = _tasks.Keys.ToList();
        CloseTasks();
        foreach (var id in ids)
        {
            if (mode == RestartMode.LoseState)
            {
                _options.State.Delete(id);
            }

            _tasks[id] = Open(id);
        }
    }

    /// <summary>Ends the run.</summary>
    public void Dispose() => CloseTasks();

    internal void Produce<TKey, TValue>(
        string topic, TKey key, TValue value, long timestamp, Serde<TKey> keySerde, Serde<TValue> valueSerde, Headers? headers) =>
        Pipe(topic, Bytes(keySerde, key, topic, isKey: true), Bytes(valueSerde, value, topic, isKey: false), timestamp, headers);

    private static TopologyGraph BuildGraph(IEnumerable<Topology> topologies, TestDriverOptions options)
    {
        var builder = new StreamsBuilder(options.Optimization, options.Defaults);
        foreach (var topology in topologies)
        {
            builder.Add(topology);
        }

        return builder.Build(options.ApplicationId, options.Serdes);
    }

    private static byte[]? Bytes<T>(Serde<T> serde, T value, string topic, bool isKey)
    {
        if (value is null)
        {
            return null;
        }

        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        serde.Serialize(value, buffer, new SerdeContext(topic, isKey));
        return buffer.WrittenSpan.ToArray();
    }

    private Serde<T> Find<T>(Serde<T>? given, string topic, bool isKey, SerdeUse use)
    {
        var serde = given;
        if (serde is null && !_options.Serdes.TryGet(out serde))
        {
            throw new ArgumentException($"No serde is known for {typeof(T).Name}: name one, or add its provider to the options.");
        }

        serde.PrepareAsync(new SerdeContext(topic, isKey), use, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return serde;
    }

    private void Process(TopicPartition partition, TestRecord record)
    {
        if (_globals.Of(partition.Topic) is { } global)
        {
            using var read = new SingleRecordCursor(record, _nextOffsets.GetValueOrDefault(partition));
            _nextOffsets[partition] = read.Offset + 1;
            read.MoveNext();
            Apply(global, read, partition.Partition);
            return;
        }

        var part = Graph.SubTopologies.First(s => s.SourceTopics.Contains(partition.Topic, StringComparer.Ordinal));
        var task = Task(new TaskId(part.Index, partition.Partition));
        var offset = _nextOffsets.GetValueOrDefault(partition);
        _nextOffsets[partition] = offset + 1;
        if (_lag.TryGetValue(partition, out var behind))
        {
            _lag[partition] = Math.Max(0, behind - 1);
        }

        var source = task.Sources.Single(s => s.Topic == partition.Topic);
        using var cursor = new SingleRecordCursor(record, offset);
        cursor.MoveNext();
        if (Load(source, cursor))
        {
            Run(task, source);
        }

        if (_options.RecordsPerCommit <= 1)
        {
            Commit(task);
        }
        else if (++_uncommitted >= _options.RecordsPerCommit)
        {
            CommitTasks();
        }
    }

    private void Run(StreamTask task, TaskSource source)
    {
        task.Own();
        try
        {
            source.Process();
            task.PunctuateStreamTime();
        }
        catch
        {
            _failed.Add(task);
            throw;
        }
        finally
        {
            // A test may go on in another thread, and look into stores there.
            task.Release();
        }
    }

    /// <summary>A worker would go on with other partitions until a pending record can be read; the driver has nothing else to do.</summary>
    private static bool Load(TaskSource source, RecordCursor cursor)
    {
        while (true)
        {
            try
            {
                return source.Load(cursor);
            }
            catch (SerdePendingException pending)
            {
                pending.Ready.GetAwaiter().GetResult();
            }
        }
    }

    private static void Apply(GlobalStore global, RecordCursor cursor, int partition)
    {
        while (true)
        {
            try
            {
                global.Apply(cursor, partition);
                return;
            }
            catch (SerdePendingException pending)
            {
                pending.Ready.GetAwaiter().GetResult();
            }
        }
    }

    private void Commit(StreamTask task)
    {
        if (_tasks.GetValueOrDefault(task.Id) != task)
        {
            // A fault at the commit of another one has replaced it.
            return;
        }

        if (Calls.IsHeld && task.Parked.Any)
        {
            return;
        }

        while (!task.Drain())
        {
            Calls.CompleteNext(task.Parked);
        }

        var positions = task.Sources.Select(s => _nextOffsets.GetValueOrDefault(new TopicPartition(s.Topic, task.Id.Partition))).ToArray();
        task.PrepareCommit(positions);
        if (Faults.NextCommit != CommitFault.None)
        {
            Fault(Faults.TakeCommitFault());
            return;
        }

        try
        {
            task.CompleteCommit(topic => _cluster.Topic(topic).NextOffset(task.Id.Partition));
        }
        catch
        {
            _failed.Add(task);
            throw;
        }
    }

    private void Deliver(TestCall call)
    {
        call.Work.Complete(call.Call);
        call.Work.Pump();
        if (Calls.IsHeld)
        {
            Drain();
        }
    }

    private void CommitTasks()
    {
        _uncommitted = 0;
        foreach (var task in _tasks.Values.ToList())
        {
            Commit(task);
        }
    }

    /// <summary>Processes what was written to topics that are inputs too, the lowest timestamp first.</summary>
    private void Drain()
    {
        while (_cluster.TakeLowest(_internalInputs) is { } next)
        {
            Process(next.Partition, next.Record);
        }
    }

    /// <summary>As in a worker, a task is there before its first record: wall-clock punctuations run without any.</summary>
    private void OpenTasks()
    {
        try
        {
            foreach (var part in Graph.SubTopologies)
            {
                for (var partition = 0; partition < _options.Partitions; partition++)
                {
                    Task(new TaskId(part.Index, partition));
                }
            }
        }
        catch
        {
            CloseTasks();
            throw;
        }
    }

    private StreamTask Task(TaskId id)
    {
        if (!_tasks.TryGetValue(id, out var task))
        {
            _tasks[id] = task = Open(id);
        }

        return task;
    }

    private StreamTask Open(TaskId id)
    {
        var stores = Graph.SubTopologies[id.SubTopology].Stores;
        var backend = Faults.Around(_options.State.Open(id, stores), stores);
        var task = Graph.OpenTask(id, new TaskEnvironment
        {
            Collector = _cluster,
            Backend = backend,
            Globals = _globals,
            Clock = Clock,
            Async = Calls.Runner(),
            Wrapper = Faults.AroundOperators(),
            Emit = _options.Emit,
            Facts = _options.Facts,
            CachedEntriesPerStore = _options.CachedEntriesPerStore,
        });
        Restore(task, backend);
        task.Start();
        foreach (var source in task.Sources)
        {
            source.Backlog = () => _lag.GetValueOrDefault(new TopicPartition(source.Topic, id.Partition)) > 0;
        }

        return task;
    }

    private void CloseTasks()
    {
        foreach (var task in _tasks.Values)
        {
            Calls.Forget(task.Parked);
            task.Dispose();
        }

        _tasks.Clear();
    }
}
