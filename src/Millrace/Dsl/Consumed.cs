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

    /// <summary>Checks a record; gives null if it is good, else the rule that it breaks, in words. Null (the default) for no check.</summary>
    public Func<TKey, TValue, string?>? Validate { get; init; }

    /// <summary>What becomes of records that cannot be read, are not valid, or make an operator throw.</summary>
    public ErrorPolicy Errors { get; init; } = ErrorPolicy.Fail;
}

/// <summary>Gives a record's event time in milliseconds since 1970-01-01 UTC.</summary>
/// <param name="key">The key.</param>
/// <param name="value">The value.</param>
/// <param name="recordTimestamp">The record's own timestamp.</param>
public delegate long TimestampExtractor<in TKey, in TValue>(TKey key, TValue value, long recordTimestamp);
