using Millrace.Execution;

namespace Millrace.Kafka.Runtime;

/// <summary>
/// An input partition of a task: takes batches from the partition's queue and holds the next record, decoded, until
/// its turn has come. Used by the task's thread; the counters may be read from any other.
/// </summary>
internal sealed class TaskInput(TopicPartition partition)
{
    public const long Unknown = -1;

    private TaskSource? _source;
    private IPartitionQueue? _queue;
    private RecordCursor? _cursor;
    private Task? _parked;
    private bool _atRecord;
    private bool _loaded;
    private bool _dry;
    private bool _taken;
    private long _position = Unknown;
    private long _end = Unknown;
    private long _committed = Unknown;

    public TopicPartition Partition { get; } = partition;

    /// <summary>The offset of the next record to process.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>The committed position, or where reading began.</summary>
    public long Committed
    {
        get => Volatile.Read(ref _committed);
        private set => Volatile.Write(ref _committed, value);
    }

    public bool HasProgress => Position > Committed && Committed != Unknown;

    /// <summary>The timestamp of the record that is held.</summary>
    public long HeadTimestamp => _source!.HeadTimestamp;

    /// <summary>
    /// Whether the partition has records that have not been processed, as far as can be told; what is not known, such as
    /// the end before the first fetch, counts as records. Under read-committed those of an open transaction count too.
    /// </summary>
    public bool HasBacklog =>
        _cursor is not null || _parked is not null
        || _queue is not { AtEnd: true, Buffered: 0 }
        || (_taken && Position < Volatile.Read(ref _end));

    public void Bind(TaskSource source)
    {
        _source = source;
        source.Backlog = () => HasBacklog;
    }

    /// <summary>The partition is assigned: it is read from the group's committed offset.</summary>
    public void Attach(IPartitionQueue queue, WakeUp wakeUp)
    {
        _queue = queue;
        Committed = Unknown;
        Volatile.Write(ref _position, Unknown);
        Volatile.Write(ref _end, Unknown);
        queue.WakeWith(wakeUp);
    }

    /// <summary>The partition is revoked: nothing of its queue is touched any more.</summary>
    public void Detach()
    {
        Drop();
        _queue?.WakeWith(null);
        _queue = null;
    }

    /// <summary>A new round over all tasks has begun, so that an input that was found empty is asked again.</summary>
    public void NextRound() => _dry = false;

    /// <summary>Whether a record is held; takes and decodes the next one if need be.</summary>
    /// <param name="batch">How many records to take at a time.</param>
    /// <param name="wake">Called when a record that waits for something outside may be tried again.</param>
    /// <param name="touched">Set when a record was refused, which is progress too.</param>
    public bool TryLoad(int batch, Action wake, ref bool touched)
    {
        if (_loaded)
            return true;
        if (_dry || _queue is null || IsParked())
            return false;
        while (_atRecord || MoveNext(batch))
        {
            try
            {
                _loaded = _source!.Load(_cursor!);
            }
            catch (SerdePendingException e)
            {
                _parked = e.Ready;
                e.Ready.GetAwaiter().OnCompleted(wake);
                return false;
            }

            if (_loaded)
                return true;
            touched = true;
            Done();
        }

        _dry = true;
        return false;
    }

    /// <summary>Processes the record that is held.</summary>
    public void Process()
    {
        _source!.Process();
        _loaded = false;
        Done();
    }

    /// <summary>The position was committed.</summary>
    public void MarkCommitted() => Committed = Position;

    /// <summary>Goes back to the committed position.</summary>
    public void Rewind()
    {
        Drop();
        if (_queue is null || Committed == Unknown)
            return;
        Volatile.Write(ref _position, Committed);
        _queue.Seek(Committed);
    }

    public InputStatus Status()
    {
        var (position, end) = (Position, Volatile.Read(ref _end));
        var committed = Committed;
        return new InputStatus(Partition, position == Unknown ? null : position, end == Unknown ? null : end, Volatile.Read(ref _parked) is not null)
        {
            Committed = committed == Unknown ? null : committed,
        };
    }

    private bool IsParked()
    {
        if (_parked is not { } parked)
            return false;
        if (!parked.IsCompleted)
            return true;
        _parked = null;
        return false;
    }

    private bool MoveNext(int batch)
    {
        while (_cursor is null || !_cursor.MoveNext())
        {
            _cursor?.Dispose();
            _cursor = _queue!.TryTake(batch);
            if (_queue.Watermarks is { } watermarks)
                Volatile.Write(ref _end, watermarks.High);
            if (_cursor is null)
            {
                SkipMarkers();
                return false;
            }

            _taken = true;
        }

        _atRecord = true;
        if (Committed == Unknown)
        {
            // Whatever lay before the first record is nothing that a reader sees.
            Committed = _cursor.Offset;
            Volatile.Write(ref _position, _cursor.Offset);
        }

        return true;
    }

    /// <summary>With everything taken processed, the position is behind the transaction markers that followed, too.</summary>
    private void SkipMarkers()
    {
        // Before the first take the queue still tells the position before a rewind.
        if (_taken && _queue!.Position is { } behind && behind > Position)
        {
            Volatile.Write(ref _position, behind);
            if (Committed == Unknown)
                Committed = behind;
        }
    }

    private void Done()
    {
        _atRecord = false;
        Volatile.Write(ref _position, _cursor!.Offset + 1);
    }

    private void Drop()
    {
        _cursor?.Dispose();
        _cursor = null;
        _parked = null;
        _atRecord = false;
        _loaded = false;
        _dry = false;
        _taken = false;
    }
}
