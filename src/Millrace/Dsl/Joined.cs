namespace Millrace;

/// <summary>How a stream is joined with a table.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The stream's values' type.</typeparam>
public sealed record Joined<TKey, TValue>
{
    internal static readonly Joined<TKey, TValue> Default = new();

    /// <summary>
    /// The join's name. It is needed where the join makes a repartition topic (<c>Name-repartition</c>), because an
    /// operator before it changed the keys, or keeps a buffer (<c>Name-Buffer</c>), because of <see cref="Grace"/>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// How long a record of the stream waits, by stream time, for the table to catch up before it is joined with what
    /// was valid at its time; null (the default) for no waiting. The table has to keep versions
    /// (<see cref="Materialized{TKey, TValue}.History"/>), for at least as long. A record that is already older than
    /// that when it comes is joined at once.
    /// </summary>
    public TimeSpan? Grace { get; init; }

    /// <summary>The keys' serde, for the repartition topic and the buffer; null for the one of the type.</summary>
    public Serde<TKey>? KeySerde { get; init; }

    /// <summary>The serde of the stream's values, for the repartition topic and the buffer; null for the one of the type.</summary>
    public Serde<TValue>? ValueSerde { get; init; }
}
