using Millrace.Execution;

namespace Millrace.Kafka.Native;

/// <summary>
/// A batch of librdkafka's messages, read where they lie. Each is given back when the cursor goes on, while its memory
/// is still in the processor's cache.
/// </summary>
internal sealed unsafe class NativeRecordCursor : RecordCursor
{
    private readonly NativePartitionQueue _queue;
    private readonly ClientHandle _client;
    private readonly nint[] _messages;
    private RdMessage* _current;
    private int _count;
    private int _next;
    private bool _holdsClient;

    public NativeRecordCursor(NativePartitionQueue queue, ClientHandle client, int capacity)
    {
        _queue = queue;
        _client = client;
        _messages = GC.AllocateUninitializedArray<nint>(capacity, pinned: true);
    }

    /// <summary>How many messages it can hold.</summary>
    public int Capacity => _messages.Length;

    /// <summary>Takes messages from the queue.</summary>
    /// <returns>How many records there are. Errors and ends of partition among the messages go to the queue.</returns>
    public int Fill(QueueHandle queue, int max)
    {
        fixed (nint* messages = _messages)
        {
            var taken = (int)LibRdKafka.ConsumeBatchQueue(queue, timeoutMs: 0, (RdMessage**)messages, (nuint)max);
            _next = 0;
            _count = 0;
            for (var i = 0; i < taken; i++)
            {
                var message = (RdMessage*)messages[i];
                if (message->Error == 0)
                {
                    messages[_count++] = messages[i];
                    _queue.OnRecord();
                    continue;
                }

                _queue.OnMessageError(message);
                LibRdKafka.MessageDestroy(message);
            }
        }

        if (_count > 0)
        {
            // The messages lie in the client's memory.
            _client.DangerousAddRef(ref _holdsClient);
        }

        return _count;
    }

    public override bool MoveNext()
    {
        GiveBackCurrent();
        if (_next == _count)
            return false;
        _current = (RdMessage*)_messages[_next++];
        return true;
    }

    public override long Offset => _current->Offset;

    public override long Timestamp
    {
        get
        {
            int type;
            return LibRdKafka.MessageTimestamp(_current, &type);
        }
    }

    public override bool HasKey => _current->Key != null;

    public override ReadOnlySpan<byte> Key => new(_current->Key, (int)_current->KeyLength);

    public override bool HasValue => _current->Value != null;

    public override ReadOnlySpan<byte> Value => new(_current->Value, (int)_current->ValueLength);

    public override Headers? Headers =>
        LibRdKafka.MessageHeaders(_current, out var headers) == 0 ? NativeHeaders.Read(headers) : null;

    protected override void Dispose(bool disposing)
    {
        GiveBackCurrent();
        while (_next < _count)
            LibRdKafka.MessageDestroy((RdMessage*)_messages[_next++]);
        if (_holdsClient)
        {
            _holdsClient = false;
            _client.DangerousRelease();
        }

        base.Dispose(disposing);
        _queue.TakeBack(this);
    }

    private void GiveBackCurrent()
    {
        if (_current == null)
            return;
        LibRdKafka.MessageDestroy(_current);
        _current = null;
    }
}
