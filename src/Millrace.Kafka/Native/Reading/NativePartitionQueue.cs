using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Millrace.Execution;

namespace Millrace.Kafka.Native;

/// <summary>A partition's own fetch queue, detached from the consumer's common one.</summary>
internal sealed unsafe class NativePartitionQueue : IPartitionQueue, IDisposable
{
    private static readonly TimeSpan SeekTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SeekRetry = TimeSpan.FromMilliseconds(5);
    private readonly ClientHandle _client;
    private readonly QueueHandle _queue;
    private readonly Action? _whenEmpty;
    private NativeRecordCursor? _spare;
    private KafkaException? _error;

    /// <summary>Takes the partition's queue out of the consumer's; do so before the partition is fetched.</summary>
    /// <param name="client">The consumer.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="whenEmpty">Called when a take finds nothing, to look for errors elsewhere.</param>
    public NativePartitionQueue(ClientHandle client, TopicPartition partition, Action? whenEmpty = null)
    {
        _client = client;
        _whenEmpty = whenEmpty;
        Partition = partition;
        var queue = LibRdKafka.QueueGetPartition(client, partition.Topic, partition.Partition);
        if (queue == 0)
            throw new TopicMissingException($"There is no partition {partition}.") { Partition = partition };
        _queue = new QueueHandle(client, queue);
        LibRdKafka.QueueForward(_queue, 0);
    }

    public TopicPartition Partition { get; }

    public bool AtEnd { get; private set; }

    public long Buffered => (long)LibRdKafka.QueueLength(_queue);

    public RecordCursor? TryTake(int max)
    {
        ThrowPending();
        var cursor = _spare is { } spare && spare.Capacity >= max ? spare : new NativeRecordCursor(this, _client, max);
        _spare = null;
        if (cursor.Fill(_queue, max) > 0)
            return cursor;
        _spare = cursor;
        ThrowPending();
        _whenEmpty?.Invoke();
        return null;
    }

    public long? Position
    {
        get
        {
            using var list = PartitionList.Of(Partition);
            LibRdKafka.Position(_client, list.Pointer);
            var offset = list.Pointer->Items[0].Offset;
            return offset >= 0 ? offset : null;
        }
    }

    public Watermarks? Watermarks =>
        LibRdKafka.GetWatermarks(_client, Partition.Topic, Partition.Partition, out var low, out var high) == 0 && low >= 0 && high >= 0
            ? new Watermarks(low, high)
            : null;

    public void WakeWith(WakeUp? wakeUp)
    {
        if (wakeUp is null)
        {
            LibRdKafka.QueueCallbackEnable(_queue, null, 0);
            return;
        }

        LibRdKafka.QueueCallbackEnable(_queue, &OnRecords, wakeUp.Opaque);

        // What came before has told no one.
        if (LibRdKafka.QueueLength(_queue) > 0)
            wakeUp.Set();
    }

    public void Seek(long offset)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            using var list = PartitionList.Of([new PartitionOffset(Partition, offset)]);
            var error = LibRdKafka.Seek(_client, list.Pointer, (int)SeekTimeout.TotalMilliseconds);
            if (KafkaErrors.Take(_client, error, $"Partition {Partition} cannot be read from offset {offset}") is { } failure)
                throw failure;
            var code = list.Pointer->Items[0].Error;
            if (code == 0)
                break;

            // Just after an assignment, librdkafka still looks up where to start.
            if (code != KafkaReactions.WrongState || Stopwatch.GetElapsedTime(started) > SeekTimeout)
                throw KafkaErrors.Create(code, $"Partition {Partition} cannot be read from offset {offset}", partition: Partition);
            Thread.Sleep(SeekRetry);
        }

        AtEnd = false;
        _error = null;
    }

    public void Pause()
    {
        using var list = PartitionList.Of(Partition);
        LibRdKafka.Pause(_client, list.Pointer);
    }

    public void Resume()
    {
        using var list = PartitionList.Of(Partition);
        LibRdKafka.Resume(_client, list.Pointer);
    }

    public void Dispose()
    {
        if (_queue.IsClosed)
            return;
        LibRdKafka.QueueCallbackEnable(_queue, null, 0);
        _queue.Dispose();
    }

    /// <summary>Called by a cursor for a message that is no record.</summary>
    internal void OnMessageError(RdMessage* message)
    {
        if (message->Error == KafkaReactions.PartitionEnd)
        {
            AtEnd = true;
            return;
        }

        var reason = Encoding.UTF8.GetString(new ReadOnlySpan<byte>(message->Value, (int)message->ValueLength));
        var error = KafkaErrors.Create(message->Error, $"Partition {Partition} cannot be read", reason, Partition);
        if (!error.IsTransient)
            _error ??= error;
    }

    /// <summary>Called by a cursor that has taken a record.</summary>
    internal void OnRecord() => AtEnd = false;

    /// <summary>Called by a cursor that is done.</summary>
    internal void TakeBack(NativeRecordCursor cursor) => _spare = cursor;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnRecords(nint client, nint opaque)
    {
        if (GCHandle.FromIntPtr(opaque).Target is WakeUp wakeUp)
            wakeUp.Set();
    }

    private void ThrowPending()
    {
        if (_error is not { } error)
            return;
        _error = null;
        throw error;
    }
}
