namespace Millrace;

/// <summary>How a topic is read.</summary>
public sealed record Consumed<TKey, TValue>
{
    internal static readonly Consumed<TKey, TValue> Default = new();

    /// <summary>The keys' serde; null for the one of the type.</summary>
    public Serde<TKey>? KeySerde { get; init; }

    /// <summary>The values' serde; null for the one of the type.</summary>
    public Serde<TValue>? ValueSerde { get; init; }

    /// <summary>Where a record's time comes from; null (the default) for the record's own timestamp.</summary>
    public TimestampExtractor<TKey, TValue>? Timestamp { get; init; }

    /// <summary>
    /// What becomes of a record whose timestamp is negative. Null (the default) for <see cref="Millrace.InvalidTimestamps.Skip"/>
    /// where <see cref="Timestamp"/> is given, as in Kafka Streams, and else for what holds for the application.
    /// </summary>
    public InvalidTimestamps? InvalidTimestamps { get; init; }

    /// <summary>
    /// What becomes of a record whose timestamp is ahead of the wall clock; null (the default) for what holds for the
    /// application.
    /// </summary>
    public FutureTimestamps? Future { get; init; }

    /// <summary>Checks a record; gives null if it is good, else the rule that it breaks, in words. Null (the default) for no check.</summary>
    public Func<TKey, TValue, string?>? Validate { get; init; }

    /// <summary>
    /// What becomes of records that cannot be read, are not valid, or make an operator throw; null (the default) for
    /// what holds for the application, which fails unless it was told otherwise.
    /// </summary>
    public ErrorPolicy? Errors { get; init; }
}

/// <summary>Gives a record's event time in milliseconds since 1970-01-01 UTC.</summary>
/// <param name="key">The key.</param>
/// <param name="value">The value.</param>
/// <param name="recordTimestamp">The record's own timestamp; negative where it has none.</param>
/// <param name="partitionTime">The highest timestamp of the partition's records so far; -1 before the first.</param>
/// <returns>Its event time; a negative one says that there is none.</returns>
public delegate long TimestampExtractor<in TKey, in TValue>(TKey key, TValue value, long recordTimestamp, long partitionTime);
