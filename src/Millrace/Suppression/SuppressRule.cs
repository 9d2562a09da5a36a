namespace Millrace.Suppression;

/// <summary>What a suppression waits for.</summary>
/// <param name="DelayMs">How far time has to be past the time by which a change waits, which some behaviour of Kafka Streams makes shorter.</param>
/// <param name="BufferTime">Gives that time from the key and the timestamp of the first update.</param>
/// <param name="Buffer">How much may wait.</param>
/// <param name="DropsTombstones">Whether deletions go nowhere.</param>
internal sealed record SuppressRule<TKey>(
    Func<KafkaStreamsFacts, long> DelayMs, Func<TKey, long, long> BufferTime, BufferConfig Buffer, bool DropsTombstones)
{
    public static SuppressRule<TKey> Of(SuppressedUntilTimeLimit suppressed) =>
        new(_ => (long)suppressed.Time.TotalMilliseconds, static (_, timestamp) => timestamp, suppressed.Buffer, DropsTombstones: false);

    public bool IsFull(long records, long bytes) => records > Buffer.RecordLimit || bytes > Buffer.ByteLimit;

    public string Overflow(string name, long records, long bytes) =>
        $"Suppression '{name}' is full and must not let anything go early: {records} of {Limit(Buffer.RecordLimit)} keys and {bytes} of {Limit(Buffer.ByteLimit)} bytes wait. " +
        "Raise the limit, or let the oldest go early with EmitEarlyWhenFull.";

    private static string Limit(long? limit) => limit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any number of";
}
