namespace Millrace;

/// <summary>How a stream goes through a repartition topic.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed record Repartitioned<TKey, TValue>
{
    internal static readonly Repartitioned<TKey, TValue> Default = new();

    /// <summary>The keys' serde; null for the one of the type.</summary>
    public Serde<TKey>? KeySerde { get; init; }

    /// <summary>The values' serde; null for the one of the type.</summary>
    public Serde<TValue>? ValueSerde { get; init; }

    /// <summary>Chooses the partition; null (the default) for murmur2 of the key's bytes.</summary>
    public StreamPartitioner<TKey, TValue>? Partitioner { get; init; }

    /// <summary>How many partitions the topic has; null (the default) for as many as the inputs of what writes it.</summary>
    public int? Partitions { get; init; }
}
