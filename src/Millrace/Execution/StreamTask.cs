using Millrace.Graph;
using Millrace.State;

namespace Millrace.Execution;

/// <summary>
/// One sub-topology over one partition: sources, operators, stores and punctuations. It belongs to one thread at a
/// time and knows nothing of Kafka: whoever runs it feeds the sources and drives the commit:
/// <code>
///   Load, Process ...  ->  Drain  ->  PrepareCommit  ->  (records durable, offsets committed)  ->  CompleteCommit
///                                                   ->  (anything failed)                     ->  Rollback, rewind
/// </code>
/// </summary>
internal sealed class StreamTask : IDisposable
{
    /// <summary>No thread has this number.</summary>
    private const int ClosedOwner = -1;

    private readonly TaskStore[] _stores;
    private readonly Dictionary<StoreDefinition, TaskStore> _storesByDefinition = [];
    private readonly List<ITaskParticipant> _participants = [];
    private readonly List<IWallClockTimer> _timers = [];
    private readonly List<Action> _closing = [];
    private IStateBatch? _batch;
    private TaskSource? _current;
    private RecordOrigin? _revisited;
    private long _committedStreamTime = long.MinValue;
    private int _emitted;
    private int _owner;

    /// <summary>Opens the task's stores. They can be restored now; everything else waits for <see cref="Start"/>.</summary>
    public StreamTask(SubTopology subTopology, int partition, string applicationId, TaskEnvironment environment)
    {
        Id = new TaskId(subTopology.Index, partition);
        SubTopology = subTopology;
        ApplicationId = applicationId;
        Environment = environment;
        Failures = new FailureHandling(this);
        _stores = new TaskStore[subTopology.StoreDefinitions.Count];
        for (var i = 0; i < _stores.Length; i++)
        {
            var definition = subTopology.StoreDefinitions[i];
            _stores[i] = definition.Create(this, i);
            _storesByDefinition.Add(definition, _stores[i]);
        }
    }

    public TaskId Id { get; }

    public SubTopology SubTopology { get; }

    public string ApplicationId { get; }

    public TaskEnvironment Environment { get; }

    /// <summary>The inputs; none before <see cref="Start"/>.</summary>
    public IReadOnlyList<TaskSource> Sources { get; private set; } = [];

    /// <summary>The operators; none before <see cref="Start"/>.</summary>
    public IReadOnlyList<Stage> Stages { get; private set; } = [];

    public IReadOnlyList<TaskStore> Stores => _stores;

    /// <summary>How many stores there are.</summary>
    public int StoreCount => _stores.Length;

    public PunctuationSchedule Punctuations { get; } = new();

    /// <summary>What is done about failures.</summary>
    public FailureHandling Failures { get; }

    /// <summary>The records that wait for something outside of the task.</summary>
    public ParkedWork Parked { get; } = new();

    /// <summary>Whether <see cref="Drain"/> has begun: no record and no punctuation until the commit.</summary>
    public bool IsDraining { get; private set; }

    /// <summary>The highest timestamp of a record so far; <see cref="long.MinValue"/> before the first.</summary>
    public long StreamTime { get; private set; } = long.MinValue;

    /// <summary>The timestamp of the record that is being processed; in a punctuation the time that it was called with.</summary>
    public long CurrentTime { get; private set; }

    /// <summary>An operator wants a commit before the interval is over, or too much is dirty.</summary>
    public bool CommitRequested { get; private set; }

    /// <summary>The record that is being processed; its offset is -1 in a punctuation.</summary>
    public RecordOrigin Origin => _revisited ?? _current?.Origin ?? new RecordOrigin("", Id.Partition, -1);

    /// <summary>
    /// Whether an input has records that have not been read. While it has, nothing may be concluded from what has not
    /// come: it may merely not have been read yet.
    /// </summary>
    public bool HasBacklog
    {
        get
        {
            foreach (var source in Sources)
            {
                if (source.HasBacklog)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Says that from now on only the calling thread may use the task's stores; see <see cref="Release"/>.</summary>
    public void Own() => _owner = System.Environment.CurrentManagedThreadId;

    /// <summary>Any thread may, until the next <see cref="Own"/>: nothing runs meanwhile.</summary>
    public void Release()
    {
        if (_owner != ClosedOwner)
        {
            _owner = 0;
        }
    }

    /// <summary>Refuses a use of a store that would do harm in silence.</summary>
    /// <exception cref="InvalidOperationException">The task is closed, or the caller is another thread than the task's.</exception>
    public void CheckAccess(TaskStore store)
    {
        if (_owner != 0 && _owner != System.Environment.CurrentManagedThreadId)
        {
            RefuseAccess(store.Name);
        }
    }

    /// <summary>Makes the operators, which may look into their stores at once.</summary>
    public void Start()
    {
        var builder = new TaskBuilder(this);
        Sources = [.. SubTopology.SourceNodes.Select(s => s.CreateSource(builder))];
        Stages = builder.Stages;
    }

    public TaskStore Store(StoreDefinition definition) => _storesByDefinition[definition];

    public TaskStore Store(int index) => _stores[index];

    /// <summary>Whether results go downstream with each update, given what the author said at the operator.</summary>
    public bool EmitsOnUpdate(EmitStrategy? given) => (given ?? Environment.Emit) == EmitStrategy.OnUpdate;

    public void RequestCommit() => CommitRequested = true;

    /// <summary>Asks to be called whenever the wall clock is looked at.</summary>
    public void Join(IWallClockTimer timer) => _timers.Add(timer);

    public void Join(ITaskParticipant participant) => _participants.Add(participant);

    public void OnClose(Action action) => _closing.Add(action);

    /// <summary>Gives what is needed to go on with the current record later.</summary>
    public ParkedRecord Park() => new(_current, _current?.At is { } cursor ? KeptCursor.Of(cursor) : null, _revisited, CurrentTime);

    /// <summary>Goes on with a record that was parked: its origin, time and bytes are current again meanwhile.</summary>
    public void GoOnWith(in ParkedRecord record, IParkedContinuation continuation)
    {
        var (source, time, revisited) = (_current, CurrentTime, _revisited);
        var at = record.Source?.At;
        _current = record.Source;
        _revisited = record.Revisited;
        CurrentTime = record.Time;
        if (record.Source is not null)
        {
            record.Source.At = record.Bytes;
        }

        try
        {
            continuation.GoOn();
        }
        finally
        {
            if (record.Source is not null)
            {
                record.Source.At = at;
            }

            _current = source;
            _revisited = revisited;
            CurrentTime = time;
        }
    }

    /// <summary>Called by a source for each record before its operators.</summary>
    public void Advance(TaskSource source, long timestamp)
    {
        _current = source;
        CurrentTime = timestamp;
        StreamTime = Math.Max(StreamTime, timestamp);
    }

    /// <summary>Goes on with a record that was held back, until the result is disposed of.</summary>
    public RecordRevisit GoBackTo(in RecordOrigin origin, long timestamp)
    {
        var before = new RecordRevisit(this, _revisited, CurrentTime);
        Return(origin, timestamp);
        return before;
    }

    internal void Return(RecordOrigin? origin, long time)
    {
        _revisited = origin;
        CurrentTime = time;
    }

    /// <summary>In punctuations and commits: what the sources agree on, else what holds for the application.</summary>
    private ErrorHandling ErrorsWithoutRecord =>
        Sources.Count > 0 && Sources.All(s => s.Errors == Sources[0].Errors) ? Sources[0].Errors : Environment.Errors;

    /// <summary>Runs the punctuations that are due; to be called after each record or batch.</summary>
    public void PunctuateStreamTime()
    {
        if (StreamTime != long.MinValue)
        {
            _current = null;
            CurrentTime = StreamTime;
            Punctuations.Stream.Run(StreamTime);
        }
    }

    /// <summary>The same for the wall clock.</summary>
    /// <returns>Whether any was due.</returns>
    public bool PunctuateWallClock()
    {
        if (Punctuations.WallClock.IsEmpty && _timers.Count == 0)
        {
            return false;
        }

        _current = null;
        CurrentTime = Environment.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var ran = Punctuations.WallClock.Run(CurrentTime);
        foreach (var timer in _timers)
        {
            ran |= timer.Run(CurrentTime);
        }

        return ran;
    }

    /// <summary>Asks what the failure means; returns if the stream goes on.</summary>
    public void Failed(Stage stage, ErrorKind kind, object? key, object? value, long timestamp, Exception exception)
    {
        if (exception is RecordFailedException or StateException)
        {
            // A later operator's record failed and the policy is to fail, or the state cannot be read: this is no
            // matter of the record and on its way out of the task.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        }

        if (_current is not null)
        {
            _current.Refuse(kind, stage.Name, key, value, timestamp, exception);
        }
        else
        {
            var handling = ErrorsWithoutRecord;
            Failures.Handle(handling, new ErrorContext(handling)
            {
                Kind = kind,
                Stage = stage.Name,
                Exception = exception,
                Task = Id,
                Origin = null,
                Key = key,
                Value = value,
                Timestamp = timestamp,
                SourceTimestamp = CurrentTime,
            });
        }

        stage.CountDropped();
    }

    public void RefusedAtSource(in RecordOrigin origin, string reason)
    {
        foreach (var participant in _participants)
        {
            participant.Refused(origin, reason);
        }
    }

    /// <summary>
    /// Lets everything that has come go on to its end: parked records, and what stores hold back until a commit. Call it
    /// before <see cref="PrepareCommit"/> until it gives true, and process nothing meanwhile.
    /// </summary>
    /// <returns>False if records are parked: call again when the runner of their calls says that one is over.</returns>
    public bool Drain()
    {
        IsDraining = true;
        while (true)
        {
            Parked.Pump();
            if (Parked.Any)
            {
                return false;
            }

            if (_emitted == _stores.Length)
            {
                return true;
            }

            // What goes downstream now is no matter of the record that happened to be the last.
            _current = null;

            // One at a time, in the order of definition: what a store sends may be parked before it comes to a later one.
            _stores[_emitted++].Emit();
        }
    }

    /// <summary>
    /// Flushes what operators and stores hold back: results go to the collector, changed entries to the changelogs
    /// and to a batch that waits for <see cref="CompleteCommit"/>; outside sinks make durable what they have.
    /// </summary>
    /// <param name="positions">For each source the offset of the next record to read.</param>
    public void PrepareCommit(ReadOnlySpan<long> positions)
    {
        if (!Drain())
        {
            throw new InvalidOperationException("Records are parked: a commit has to wait for them.");
        }

        _batch = Environment.Backend.CreateBatch();
        for (var i = 0; i < _stores.Length; i++)
        {
            _stores[i].Flush(_batch);
            if (_stores[i].RestoredFromSource is var source and >= 0 && positions[source] > 0)
            {
                _batch.SetChangelogOffset(i, positions[source]);
            }
        }

        foreach (var participant in _participants)
        {
            participant.BeforeCommit(positions[participant.Source]);
        }
    }

    /// <summary>Applies the state that <see cref="PrepareCommit"/> left, together with the changelogs' offsets.</summary>
    /// <param name="nextChangelogOffset">For a store's changelog topic the offset behind the last record delivered, or null if none was.</param>
    public void CompleteCommit(Func<string, long?> nextChangelogOffset)
    {
        using (var batch = _batch ?? throw new InvalidOperationException("PrepareCommit comes first."))
        {
            _batch = null;
            for (var i = 0; i < _stores.Length; i++)
            {
                if (_stores[i].RestoredFromSource < 0 && nextChangelogOffset(_stores[i].ChangelogTopic) is { } offset)
                {
                    batch.SetChangelogOffset(i, offset);
                }
            }

            batch.Apply();
        }

        foreach (var store in _stores)
        {
            store.Committed();
        }

        CommitRequested = false;
        EndDrain();
        _committedStreamTime = StreamTime;
        foreach (var source in Sources)
        {
            source.Committed();
        }

        foreach (var participant in _participants)
        {
            participant.AfterCommit();
        }
    }

    /// <summary>Forgets everything since the last commit; whoever runs the task rewinds the sources to it.</summary>
    public void Rollback()
    {
        _batch?.Dispose();
        _batch = null;
        CommitRequested = false;
        EndDrain();
        Parked.Abandon();

        // The records come again: by the time that they themselves have brought they would all be late.
        StreamTime = _committedStreamTime;
        foreach (var source in Sources)
        {
            source.Rollback();
        }

        foreach (var store in _stores)
        {
            store.Rollback();
        }

        foreach (var participant in _participants)
        {
            participant.Rollback();
        }
    }

    public void Dispose()
    {
        _batch?.Dispose();
        Parked.Abandon();
        foreach (var action in _closing)
        {
            action();
        }

        foreach (var participant in _participants)
        {
            participant.Dispose();
        }

        _owner = ClosedOwner;
        Environment.Backend.Dispose();
    }

    private void RefuseAccess(string store) => throw new InvalidOperationException(_owner == ClosedOwner
        ? $"Store '{store}' was used after its task {Id} was closed."
        : $"Store '{store}' was used by another thread than that of its task {Id}: a store belongs to its task, and only what the task calls may use it.");

    private void EndDrain()
    {
        IsDraining = false;
        _emitted = 0;
    }
}
