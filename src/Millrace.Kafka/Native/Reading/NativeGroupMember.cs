using System.Diagnostics;

namespace Millrace.Kafka.Native;

/// <summary>A group member on librdkafka: events come out of the consumer's queue, records out of the partitions' own.</summary>
internal sealed unsafe class NativeGroupMember : IGroupMember
{
    private const int ClosePollMs = 100;
    private readonly ClientHandle _client;
    private readonly QueueHandle _events;
    private readonly IRebalanceListener _listener;
    private readonly Dictionary<TopicPartition, NativePartitionQueue> _queues = [];
    private bool _accepted;
    private bool _closed;

    public NativeGroupMember(ClientHandle client, string groupId, IRebalanceListener listener)
    {
        _client = client;
        _listener = listener;
        GroupId = groupId;
        LibRdKafka.PollSetConsumer(client);
        _events = new QueueHandle(client, LibRdKafka.QueueGetConsumer(client));
    }

    public string GroupId { get; }

    private bool IsCooperative => LibRdKafka.RebalanceProtocolOf(_client) == "COOPERATIVE";

    public void Subscribe(IReadOnlyCollection<string> topics)
    {
        using var list = new PartitionList(topics.Count);
        foreach (var topic in topics)
            list.Add(new TopicPartition(topic, -1));
        Throw(LibRdKafka.Subscribe(_client, list.Pointer), $"Group '{GroupId}' cannot subscribe to {string.Join(", ", topics)}");
    }

    public bool Poll(TimeSpan timeout) => ServeOne(_events, (int)timeout.TotalMilliseconds);

    public IReadOnlyList<IPartitionQueue> Assign(IReadOnlyList<PartitionStart> partitions)
    {
        var queues = new NativePartitionQueue[partitions.Count];
        using var list = new PartitionList(partitions.Count);
        using var paused = new PartitionList(partitions.Count);
        for (var i = 0; i < queues.Length; i++)
        {
            var start = partitions[i];
            queues[i] = new NativePartitionQueue(_client, start.Partition);
            if (_queues.Remove(start.Partition, out var old))
                old.Dispose();
            _queues[start.Partition] = queues[i];
            list.Add(start.Partition)->Offset = start.Offset ?? LibRdKafka.OffsetInvalid;
            if (start.Paused)
                paused.Add(start.Partition);
        }

        Accept(list);
        _accepted = true;
        if (paused.Pointer->Count > 0)
            LibRdKafka.Pause(_client, paused.Pointer);
        return queues;
    }

    public GroupMetadata Metadata() => new NativeGroupMetadata(new GroupMetadataHandle(LibRdKafka.GroupMetadata(_client)));

    public IReadOnlyDictionary<TopicPartition, long?> Committed(IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout)
    {
        using var list = new PartitionList(partitions.Count);
        foreach (var partition in partitions)
            list.Add(partition);
        var what = $"The committed offsets of group '{GroupId}' cannot be read";
        Throw(LibRdKafka.Committed(_client, list.Pointer, (int)timeout.TotalMilliseconds), what);
        var offsets = new Dictionary<TopicPartition, long?>(partitions.Count);
        var read = PartitionList.Read(list.Pointer);
        for (var i = 0; i < read.Length; i++)
        {
            var item = list.Pointer->Items[i];
            Throw(item.Error, what, read[i]);
            offsets[read[i]] = item.Offset >= 0 ? item.Offset : null;
        }

        return offsets;
    }

    public void Commit(IReadOnlyCollection<PartitionOffset> offsets, TimeSpan timeout)
    {
        if (offsets.Count == 0)
            return;
        var what = $"Offsets of group '{GroupId}' cannot be committed";
        using var list = PartitionList.Of(offsets);
        using var answers = new QueueHandle(_client, LibRdKafka.QueueNew(_client));
        Throw(LibRdKafka.CommitQueue(_client, list.Pointer, answers, 0, 0), what);
        var answer = LibRdKafka.QueuePoll(answers, (int)timeout.TotalMilliseconds);
        if (answer == 0)
            throw KafkaErrors.Create(KafkaReactions.TimedOut, what);
        try
        {
            Throw(LibRdKafka.EventErrorCode(answer), what);
            var results = LibRdKafka.EventPartitions(answer);
            var partitions = PartitionList.Read(results);
            for (var i = 0; i < partitions.Length; i++)
                Throw(results->Items[i].Error, what, partitions[i]);
        }
        finally
        {
            LibRdKafka.EventDestroy(answer);
        }
    }

    public bool Close(TimeSpan timeout)
    {
        if (_closed)
            return true;
        _closed = true;
        _events.Dispose();
        using var queue = new QueueHandle(_client, LibRdKafka.QueueNew(_client));
        var started = Stopwatch.GetTimestamp();
        var error = LibRdKafka.ConsumerCloseQueue(_client, queue);
        if (KafkaErrors.Take(_client, error, $"The member of group '{GroupId}' cannot be closed") is not null)
            return false;
        while (LibRdKafka.ConsumerClosed(_client) == 0)
        {
            if (Stopwatch.GetElapsedTime(started) > timeout)
                return false;
            ServeOne(queue, ClosePollMs);
        }

        return true;
    }

    public void Dispose()
    {
        _closed = true;
        CloseQueues(_queues.Keys.ToArray());
        _events.Dispose();
        _client.Dispose();
    }

    private bool ServeOne(QueueHandle queue, int timeoutMs)
    {
        var @event = LibRdKafka.QueuePoll(queue, timeoutMs);
        if (@event == 0)
            return false;
        try
        {
            switch (LibRdKafka.EventType(@event))
            {
                case LibRdKafka.EventRebalance:
                    OnRebalance(LibRdKafka.EventErrorCode(@event), PartitionList.Read(LibRdKafka.EventPartitions(@event)));
                    break;
                case LibRdKafka.EventError:
                    OnError(LibRdKafka.EventErrorCode(@event), LibRdKafka.EventErrorText(@event));
                    break;
                default:
                    break;
            }
        }
        finally
        {
            LibRdKafka.EventDestroy(@event);
        }

        return true;
    }

    private void OnRebalance(int code, TopicPartition[] partitions)
    {
        if (code == KafkaReactions.AssignPartitions)
        {
            _accepted = false;
            _listener.OnAssigned(this, partitions);
            if (!_accepted)
                Assign([]);
            return;
        }

        try
        {
            var lost = code != KafkaReactions.RevokePartitions || LibRdKafka.AssignmentLost(_client) != 0;
            _listener.OnRevoked(this, partitions, lost);
        }
        finally
        {
            CloseQueues(partitions);
            GiveUp(partitions);
        }
    }

    private void OnError(int code, string reason)
    {
        var what = $"Group '{GroupId}'";
        var error = code == KafkaReactions.Fatal
            ? KafkaErrors.FatalOf(_client, what) ?? KafkaErrors.Create(code, what, reason)
            : KafkaErrors.Create(code, what, reason);
        if (!error.IsTransient)
            throw error;
        _listener.OnTransientError(error);
    }

    private void Accept(PartitionList partitions)
    {
        var what = $"The assignment of group '{GroupId}' cannot be taken up";
        if (!IsCooperative)
            Throw(LibRdKafka.Assign(_client, partitions.Pointer), what);
        else if (KafkaErrors.Take(_client, LibRdKafka.IncrementalAssign(_client, partitions.Pointer), what) is { } error)
            throw error;
    }

    private void GiveUp(TopicPartition[] partitions)
    {
        var what = $"The assignment of group '{GroupId}' cannot be given up";
        if (!IsCooperative)
        {
            Throw(LibRdKafka.Assign(_client, null), what);
            return;
        }

        using var list = new PartitionList(partitions.Length);
        foreach (var partition in partitions)
            list.Add(partition);
        if (KafkaErrors.Take(_client, LibRdKafka.IncrementalUnassign(_client, list.Pointer), what) is { } error)
            throw error;
    }

    private void CloseQueues(TopicPartition[] partitions)
    {
        foreach (var partition in partitions)
        {
            if (_queues.Remove(partition, out var queue))
                queue.Dispose();
        }
    }

    private void Throw(int code, string what, TopicPartition? partition = null)
    {
        if (code == 0)
            return;
        if (code == KafkaReactions.Fatal && KafkaErrors.FatalOf(_client, what) is { } fatal)
            throw fatal;
        throw KafkaErrors.Create(code, what, partition: partition);
    }
}
