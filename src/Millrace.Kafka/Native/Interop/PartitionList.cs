namespace Millrace.Kafka.Native;

/// <summary>An <c>rd_kafka_topic_partition_list_t</c> for the length of a call.</summary>
internal readonly unsafe ref struct PartitionList : IDisposable
{
    public PartitionList(int capacity) => Pointer = LibRdKafka.PartitionListNew(capacity);

    public RdTopicPartitionList* Pointer { get; }

    public static PartitionList Of(TopicPartition partition)
    {
        var list = new PartitionList(1);
        list.Add(partition);
        return list;
    }

    public static PartitionList Of(IReadOnlyCollection<PartitionOffset> offsets)
    {
        var list = new PartitionList(offsets.Count);
        foreach (var (partition, offset) in offsets)
            list.Add(partition)->Offset = offset;
        return list;
    }

    public RdTopicPartition* Add(TopicPartition partition) => LibRdKafka.PartitionListAdd(Pointer, partition.Topic, partition.Partition);

    /// <summary>The partitions of a list that librdkafka owns.</summary>
    public static TopicPartition[] Read(RdTopicPartitionList* list)
    {
        if (list == null)
            return [];
        var partitions = new TopicPartition[list->Count];
        for (var i = 0; i < partitions.Length; i++)
            partitions[i] = new TopicPartition(LibRdKafka.Text(list->Items[i].Topic) ?? "", list->Items[i].Partition);
        return partitions;
    }

    public void Dispose() => LibRdKafka.PartitionListDestroy(Pointer);
}
