using System.Text;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.Runtime.Support;

/// <summary>Writes and reads topics of text, as the world around a worker does.</summary>
internal static class Topics
{
    /// <summary>Writes records; the key decides on the partition.</summary>
    public static void Write(this ITestCluster cluster, string topic, IEnumerable<(string Key, string Value)> records, long timestamp = 1_700_000_000_000)
    {
        using var sink = new NativeTransport(cluster.Options).CreateSink(new RecordSinkOptions());
        var writer = sink.Open(topic);
        foreach (var (key, value) in records)
        {
            var bytes = Encoding.UTF8.GetBytes(key);
            writer.Send(Murmur2.Partition(bytes, writer.PartitionCount), true, bytes, true, Encoding.UTF8.GetBytes(value), timestamp++, null);
        }

        sink.Flush(Waiting.Patience);
    }

    /// <summary>Reads a topic from its first committed record to its present end.</summary>
    public static List<Taken> Read(this ITestCluster cluster, string topic)
    {
        using var reader = new NativeTransport(cluster.Options).CreateReader(new PartitionReaderOptions { Reset = OffsetReset.Earliest });
        var all = new List<Taken>();
        for (var partition = 0; partition < reader.PartitionCount(topic, Waiting.Patience); partition++)
            all.AddRange(reader.Open(new TopicPartition(topic, partition), PartitionStart.Beginning).TakeToEnd());
        return all;
    }

    /// <summary>The numbers that a topology of counts has sent for each key, in their order.</summary>
    public static Dictionary<string, List<long>> Counts(this ITestCluster cluster, string topic) =>
        cluster.Read(topic)
            .GroupBy(t => Encoding.UTF8.GetString(t.Key!), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(t => System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(t.Value)).ToList(), StringComparer.Ordinal);
}
