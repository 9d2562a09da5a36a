using System.Text;
using Millrace.Kafka;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Integration.Tests.Clusters;

/// <summary>Reads whole topics, as one who reads what was committed.</summary>
internal static class TopicReading
{
    /// <summary>The records of each partition, in their order.</summary>
    public static IReadOnlyList<IReadOnlyList<Taken>> ReadPartitions(this KafkaClientOptions cluster, string topic)
    {
        using var reader = new NativeTransport(cluster).CreateReader(new PartitionReaderOptions { Reset = OffsetReset.Earliest, Bulk = true });
        return
        [
            .. Enumerable.Range(0, reader.PartitionCount(topic, Waiting.Patience))
                .Select(p => reader.Open(new TopicPartition(topic, p), PartitionStart.Beginning).TakeToEnd()),
        ];
    }

    /// <summary>The record's key as text.</summary>
    public static string KeyText(this Taken record) => Encoding.UTF8.GetString(record.Key!);
}
