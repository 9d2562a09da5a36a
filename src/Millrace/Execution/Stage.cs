namespace Millrace.Execution;

/// <summary>
/// One operator of one task as its counters and dead letters know it. The counters are written by the task's thread
/// and may be read from any other.
/// </summary>
internal sealed class Stage(StreamTask task, string name)
{
    public string Name { get; } = name;

    /// <summary>Records that were too old for what the operator keeps.</summary>
    public long Late { get; private set; }

    /// <summary>Records left out for another reason, such as a null key.</summary>
    public long Dropped { get; private set; }

    /// <summary>Windows that the operator holds open; 0 for operators without windows.</summary>
    public long OpenWindows { get; set; }

    public void CountLate() => Late++;

    public void CountDropped() => Dropped++;

    /// <summary>
    /// The user's code threw. Returns if the source's policy says that the stream goes on, which ends this operator's
    /// work on the record; otherwise throws what fails the task.
    /// </summary>
    public void Failed(Exception exception) => task.Failed(this, ErrorKind.Processing, null, null, task.CurrentTime, exception);

    /// <summary>The same, with the record as the operator had it.</summary>
    public void Failed<TKey, TValue>(in Record<TKey, TValue> record, Exception exception, ErrorKind kind = ErrorKind.Processing) =>
        task.Failed(this, kind, record.Key, record.Value, record.Timestamp, exception);
}
