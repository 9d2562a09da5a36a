namespace Millrace.Execution;

/// <summary>One input partition of a task. It decodes a record once and holds it until its turn has come.</summary>
internal abstract class TaskSource(StreamTask task, string topic, ErrorPolicy errors)
{
    private ITopicWriter? _deadLetters;
    private RecordCursor? _cursor;

    public string Topic { get; } = topic;

    /// <summary>The timestamp of the record that is held.</summary>
    public long HeadTimestamp { get; protected set; }

    /// <summary>Records read, whether good or not.</summary>
    public long Read { get; private set; }

    /// <summary>Records that could not be read or were not valid, or failed in an operator, and went to the dead-letter topic.</summary>
    public long DeadLettered { get; private set; }

    /// <summary>The same for those left out.</summary>
    public long Skipped { get; private set; }

    public RecordOrigin Origin => new(Topic, Task.Id.Partition, _cursor?.Offset ?? -1);

    protected StreamTask Task { get; } = task;

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
            Decode(cursor);
            Read++;
            return true;
        }
        catch (SerdePendingException)
        {
            throw;
        }
        catch (Exception e)
        {
            Read++;
            Refuse(DeadLetterHeaders.SourceStage, e);
            Task.RefusedAtSource(Origin, e);
            return false;
        }
    }

    /// <summary>Pushes the record that is held through the operators.</summary>
    public abstract void Process();

    /// <summary>Does with the current record what the policy says.</summary>
    public void Refuse(string stage, Exception exception)
    {
        switch (errors.Reaction)
        {
            case ErrorReaction.Skip:
                Skipped++;
                return;
            case ErrorReaction.DeadLetter:
                SendDeadLetter(stage, exception);
                DeadLettered++;
                return;
            default:
                throw new RecordFailedException(Origin, stage, exception);
        }
    }

    protected abstract void Decode(RecordCursor cursor);

    private void SendDeadLetter(string stage, Exception exception)
    {
        var cursor = _cursor!;
        _deadLetters ??= Task.Environment.Collector.Open(errors.DeadLetterTopic!);
        var headers = cursor.Headers ?? new Headers();
        headers.Add(DeadLetterHeaders.Exception, exception.GetType().FullName)
            .Add(DeadLetterHeaders.Message, exception.Message)
            .Add(DeadLetterHeaders.StackTrace, exception.ToString())
            .Add(DeadLetterHeaders.Topic, Topic)
            .Add(DeadLetterHeaders.Partition, Task.Id.Partition.ToString())
            .Add(DeadLetterHeaders.Offset, cursor.Offset.ToString())
            .Add(DeadLetterHeaders.Timestamp, cursor.Timestamp.ToString())
            .Add(DeadLetterHeaders.Stage, stage);
        var count = _deadLetters.PartitionCount;
        var partition = cursor.HasKey ? Murmur2.Partition(cursor.Key, count) : Task.Id.Partition % count;
        _deadLetters.Send(partition, cursor.HasKey, cursor.Key, cursor.HasValue, cursor.Value, cursor.Timestamp, headers);
    }
}
