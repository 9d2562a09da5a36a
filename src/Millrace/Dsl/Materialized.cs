namespace Millrace;

/// <summary>How a grouped stream's keys and aggregates are stored.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The aggregates' type.</typeparam>
public sealed record Materialized<TKey, TValue>
{
    internal static readonly Materialized<TKey, TValue> Default = new();

    /// <summary>The keys' serde; null for the one of the type.</summary>
    public Serde<TKey>? KeySerde { get; init; }

    /// <summary>The aggregates' serde; null for the one of the type.</summary>
    public Serde<TValue>? ValueSerde { get; init; }
}
