namespace Millrace.Execution;

/// <summary>One input partition of a task. It decodes a record once and holds it until its turn has come.</summary>
internal abstract class TaskSource(StreamTask task, string topic, ErrorHandling errors)
{
    private RecordCursor? _cursor;
    private long _committedPartitionTime = -1;

    public string Topic { get; } = topic;

    /// <summary>The timestamp of the record that is held.</summary>
    public long HeadTimestamp { get; protected set; }

    /// <summary>The highest timestamp of a processed record; -1 before the first.</summary>
    public long PartitionTime { get; protected set; } = -1;

    /// <summary>Tells whether the partition has records that have not been read; set by whoever knows.</summary>
    public Func<bool>? Backlog { get; set; }

    /// <summary>Whether the partition is known, or must be feared, to have records that have not been read.</summary>
    public bool HasBacklog => Backlog?.Invoke() ?? false;

    /// <summary>Records read, whether good or not.</summary>
    public long Read { get; private set; }

    /// <summary>Records that could not be read or were not valid, or failed in an operator, and went to the dead-letter topic.</summary>
    public long DeadLettered { get; private set; }

    /// <summary>Records left out while they were read, without a dead letter.</summary>
    public long Skipped { get; private set; }

    /// <summary>Records left out while they were read, dead letters among them.</summary>
    public long Dropped { get; private set; }

    public RecordOrigin Origin => new(Topic, Task.Id.Partition, _cursor?.Offset ?? -1);

    /// <summary>What becomes of its records that fail.</summary>
    public ErrorHandling Errors { get; } = errors;

    /// <summary>The record that the task is at, for one who goes on with another for a while.</summary>
    public RecordCursor? At
    {
        get => _cursor;
        set => _cursor = value;
    }

    protected StreamTask Task { get; } = task;

    /// <summary>Why the record was left out that <see cref="Decode"/> gave false for.</summary>
    protected string LeftOutBecause { get; set; } = "";

    /// <summary>
    /// Decodes the record at which the cursor stands. False if it was refused, which has been dealt with. The cursor
    /// stays where it is until <see cref="Process"/> has returned, since a failing operator needs the record's bytes.
    /// </summary>
    /// <exception cref="SerdePendingException">It cannot be read yet: try again with the same cursor later.</exception>
    /// <exception cref="RecordFailedException">It was refused and the policy is to fail.</exception>
    public bool Load(RecordCursor cursor)
    {
        _cursor = cursor;
        try
        {
            var good = Decode(cursor);
            Read++;
            if (!good)
            {
                Dropped++;
                Skipped++;
                Task.RefusedAtSource(Origin, LeftOutBecause);
            }

            return good;
        }
        catch (SerdePendingException)
        {
            throw;
        }
        catch (Exception e)
        {
            Read++;
            Dropped++;
            if (Refuse(ErrorKind.Reading, DeadLetterHeaders.SourceStage, null, null, cursor.Timestamp, e) == 0)
            {
                Skipped++;
            }

            Task.RefusedAtSource(Origin, e.Message);
            return false;
        }
    }

    /// <summary>Pushes the record that is held through the operators.</summary>
    public abstract void Process();

    /// <summary>Does with the current record what its source says.</summary>
    /// <returns>How many dead letters were sent.</returns>
    /// <exception cref="RecordFailedException">The task fails.</exception>
    public int Refuse(ErrorKind kind, string stage, object? key, object? value, long timestamp, Exception exception)
    {
        var cursor = _cursor!;
        var letters = Task.Failures.Handle(Errors, new ErrorContext(Errors)
        {
            Kind = kind,
            Stage = stage,
            Exception = exception,
            Task = Task.Id,
            Origin = Origin,
            Key = key,
            Value = value,
            Timestamp = timestamp,
            SourceKey = cursor.HasKey ? cursor.Key.ToArray() : null,
            SourceValue = cursor.HasValue ? cursor.Value.ToArray() : null,
            SourceTimestamp = cursor.Timestamp,
            SourceHeaders = cursor.Headers,
        });
        DeadLettered += letters > 0 ? 1 : 0;
        return letters;
    }

    /// <summary>What was processed has been committed.</summary>
    public void Committed() => _committedPartitionTime = PartitionTime;

    /// <summary>Forgets the time that records since the last commit have brought.</summary>
    public void Rollback() => PartitionTime = _committedPartitionTime;

    /// <summary>Decodes the record; false if it has to be left out.</summary>
    protected abstract bool Decode(RecordCursor cursor);
}
