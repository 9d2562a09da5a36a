using System.Collections.Concurrent;

namespace Millrace.Kafka.Native;

/// <summary>Reads partitions with librdkafka's simple consumer, which needs no group and no right to one.</summary>
internal sealed class NativePartitionReader : IPartitionReader
{
    private readonly ClientHandle _client;
    private readonly MainQueue _main;
    private readonly ConcurrentDictionary<TopicPartition, NativePartitionQueue> _queues = new();
    private readonly ConcurrentDictionary<string, TopicHandle> _topics = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public NativePartitionReader(ClientHandle client)
    {
        _client = client;
        _main = new MainQueue(client);
    }

    public IPartitionQueue Open(TopicPartition partition, long offset)
    {
        lock (_lock)
        {
            if (_queues.ContainsKey(partition))
                throw new InvalidOperationException($"Partition {partition} is being read already.");
            var topic = Topic(partition.Topic);
            var what = $"Partition {partition} cannot be read";
            var queue = new NativePartitionQueue(_client, partition, () => ServeErrors(what));
            if (LibRdKafka.ConsumeStart(topic.Pointer, partition.Partition, offset) != 0)
            {
                var code = LibRdKafka.LastError();
                queue.Dispose();
                throw KafkaErrors.Create(code, what, partition: partition);
            }

            _queues[partition] = queue;
            return queue;
        }
    }

    public void Close(TopicPartition partition)
    {
        lock (_lock)
        {
            if (!_queues.TryRemove(partition, out var queue))
                return;
            queue.Dispose();
            LibRdKafka.ConsumeStop(Topic(partition.Topic).Pointer, partition.Partition);
        }
    }

    public Watermarks QueryWatermarks(TopicPartition partition, TimeSpan timeout) =>
        ClusterQueries.Watermarks(_client, partition, timeout, ServeErrors);

    public int PartitionCount(string topic, TimeSpan timeout) =>
        ClusterQueries.PartitionCount(_client, Topic(topic), topic, timeout, ServeErrors);

    public void Dispose()
    {
        foreach (var partition in _queues.Keys)
            Close(partition);
        foreach (var topic in _topics.Values)
            topic.Dispose();
        _main.Dispose();
        _client.Dispose();
    }

    private TopicHandle Topic(string name) => _topics.GetOrAdd(name, static (n, client) => TopicHandle.Open(client, n), _client);

    private void ServeErrors(string what)
    {
        _main.Serve(timeoutMs: 0);
        _main.ThrowIfRefused(what);
    }
}
