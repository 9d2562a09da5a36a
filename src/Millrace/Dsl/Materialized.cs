namespace Millrace;

/// <summary>How a table's or an aggregate's entries are stored, and when its changes go downstream.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed record Materialized<TKey, TValue>
{
    internal static readonly Materialized<TKey, TValue> Default = new();

    /// <summary>The keys' serde; null for the one of the type.</summary>
    public Serde<TKey>? KeySerde { get; init; }

    /// <summary>The values' serde; null for the one of the type.</summary>
    public Serde<TValue>? ValueSerde { get; init; }

    /// <summary>
    /// When changes go downstream; null (the default) for what the application says, which is
    /// <see cref="EmitStrategy.OnCommit"/> unless it was told otherwise. <see cref="EmitStrategy.OnUpdate"/> is Kafka
    /// Streams' <c>withCachingDisabled</c>.
    /// </summary>
    public EmitStrategy? Emit { get; init; }

    /// <summary>
    /// Null (the default) for a store of the newest value of each key. Otherwise the store keeps versions, and a join
    /// finds the value that was valid at the time of the stream's record, as far back as this before the table's highest
    /// timestamp: an update that is older than that is dropped and counted; one that is older than the key's newest
    /// changes the past only, and goes downstream to streams but not to joins, groupings or aggregates. Changes go
    /// downstream with each update.
    /// </summary>
    public TimeSpan? History { get; init; }

    /// <summary>
    /// For windows and sessions: how long before the highest start (of sessions: end) in the store an entry can be read.
    /// Null (the default) for as long as records are taken: windows' size and grace, sessions' gap and grace. It must not
    /// be shorter than that. Where time is kept per key it means nothing: there a window is kept until it closes.
    /// </summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>For windows and sessions: which of Kafka Streams' stores the store behaves like.</summary>
    public State.StoreType StoreType { get; init; }
}
