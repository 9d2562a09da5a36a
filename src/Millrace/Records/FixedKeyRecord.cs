namespace Millrace;

/// <summary>A record whose key cannot be changed; one is only made of another.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="TValue">The value's type.</typeparam>
public readonly struct FixedKeyRecord<TKey, TValue>
{
    internal FixedKeyRecord(in Record<TKey, TValue> record) => Record = record;

    /// <summary>The key.</summary>
    public TKey Key => Record.Key;

    /// <summary>The value.</summary>
    public TValue Value => Record.Value;

    /// <summary>Event time in milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp => Record.Timestamp;

    /// <summary>The headers, or null when there are none.</summary>
    public Headers? Headers => Record.Headers;

    internal Record<TKey, TValue> Record { get; }

    /// <summary>The same record with another value.</summary>
    public FixedKeyRecord<TKey, TNewValue> WithValue<TNewValue>(TNewValue value) => new(Record.WithValue(value));

    /// <summary>The same record with another timestamp.</summary>
    public FixedKeyRecord<TKey, TValue> WithTimestamp(long timestamp) => new(Record.WithTimestamp(timestamp));

    /// <summary>The same record with other headers.</summary>
    public FixedKeyRecord<TKey, TValue> WithHeaders(Headers? headers) => new(Record with { Headers = headers });
}
