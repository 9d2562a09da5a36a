using System.Text;

namespace Millrace;

/// <summary>How a topic is written.</summary>
public sealed record Produced<TKey, TValue>
{
    internal static readonly Produced<TKey, TValue> Default = new();

    /// <summary>The keys' serde; null for the one of the type.</summary>
    public Serde<TKey>? KeySerde { get; init; }

    /// <summary>The values' serde; null for the one of the type.</summary>
    public Serde<TValue>? ValueSerde { get; init; }

    /// <summary>
    /// Chooses the partition; null (the default) for murmur2 of the key's bytes, as the Java client does, and for a
    /// null key the partition of the task's input.
    /// </summary>
    public StreamPartitioner<TKey, TValue>? Partitioner { get; init; }

    /// <summary>
    /// Partitions by a part of the key: the records go where Kafka's partitioner would put records with that text as
    /// their key, so that they are co-partitioned with it.
    /// </summary>
    public static Produced<TKey, TValue> PartitionedBy(Func<TKey, string> partitionKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        return new Produced<TKey, TValue>
        {
            Partitioner = (key, _, count) => Murmur2.Partition(Encoding.UTF8.GetBytes(partitionKey(key)), count),
        };
    }
}

/// <summary>Chooses a record's partition.</summary>
/// <param name="key">The key.</param>
/// <param name="value">The value.</param>
/// <param name="partitionCount">How many partitions the topic has.</param>
/// <returns>A number from 0 to <paramref name="partitionCount"/> - 1.</returns>
public delegate int StreamPartitioner<in TKey, in TValue>(TKey key, TValue value, int partitionCount);
