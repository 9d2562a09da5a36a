namespace Millrace.Testing;

/// <summary>A record as bytes.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Key">The key, or null.</param>
/// <param name="Value">The value, or null.</param>
/// <param name="Timestamp">Milliseconds since 1970; null where the producer would set it.</param>
/// <param name="Headers">The headers, or null.</param>
/// <param name="Partition">The partition.</param>
public sealed record TestRecord(string Topic, byte[]? Key, byte[]? Value, long? Timestamp, Headers? Headers, int Partition);
