namespace Millrace.State;

/// <summary>
/// Which of Kafka Streams' window stores a store behaves like. Where its bytes lie is the state backend's choice in
/// both cases.
/// </summary>
public enum StoreType
{
    /// <summary>
    /// An entry is refused only when the whole segment of time that it belongs to has expired, but is hidden from reads
    /// as soon as it is older than the retention. Reads over several keys go segment by segment and in each key by key.
    /// The default.
    /// </summary>
    Persistent,

    /// <summary>An entry is refused as soon as it is older than the retention. Reads over several keys go by time.</summary>
    InMemory,
}
