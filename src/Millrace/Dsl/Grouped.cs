namespace Millrace;

/// <summary>How a stream's or a table's records are written when grouping sends them through a repartition topic.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed record Grouped<TKey, TValue>
{
    internal static readonly Grouped<TKey, TValue> Default = new();

    /// <summary>The keys' serde, also that of the stores behind the grouping; null for the one of the type.</summary>
    public Serde<TKey>? KeySerde { get; init; }

    /// <summary>The values' serde; null for the one of the type.</summary>
    public Serde<TValue>? ValueSerde { get; init; }
}
