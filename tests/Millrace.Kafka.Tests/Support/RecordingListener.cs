namespace Millrace.Kafka.Tests.Support;

/// <summary>Takes up what it is assigned and remembers what it heard.</summary>
internal sealed class RecordingListener : IRebalanceListener
{
    public Dictionary<TopicPartition, IPartitionQueue> Queues { get; } = [];

    public List<string> Heard { get; } = [];

    public List<KafkaException> TransientErrors { get; } = [];

    public GroupMetadata? Metadata { get; private set; }

    public Func<TopicPartition, PartitionStart> Start { get; init; } = partition => new PartitionStart(partition);

    public Action<IGroupMember>? WhenRevoked { get; init; }

    public void OnAssigned(IGroupMember member, IReadOnlyList<TopicPartition> partitions)
    {
        Heard.Add("assigned " + Names(partitions));
        var queues = member.Assign(partitions.Select(Start).ToArray());
        foreach (var queue in queues)
            Queues[queue.Partition] = queue;
        Metadata = member.Metadata();
    }

    public void OnRevoked(IGroupMember member, IReadOnlyList<TopicPartition> partitions, bool lost)
    {
        Heard.Add((lost ? "lost " : "revoked ") + Names(partitions));
        WhenRevoked?.Invoke(member);
        foreach (var partition in partitions)
            Queues.Remove(partition);
    }

    public void OnTransientError(KafkaException error) => TransientErrors.Add(error);

    private static string Names(IEnumerable<TopicPartition> partitions) =>
        string.Join(",", partitions.OrderBy(p => p.Topic, StringComparer.Ordinal).ThenBy(p => p.Partition));
}
