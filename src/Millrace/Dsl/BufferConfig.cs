namespace Millrace;

/// <summary>How much a suppression holds back, and what it does when it is full.</summary>
/// <remarks>
/// A key's size in bytes is measured as Kafka Streams does: its key, its new and old value and the one before the
/// buffer as they would be written, the topic and headers of its record, and 28 bytes for time and place.
/// </remarks>
public abstract record BufferConfig
{
    private protected BufferConfig(long? recordLimit, long? byteLimit)
    {
        RecordLimit = recordLimit;
        ByteLimit = byteLimit;
    }

    /// <summary>How many keys it holds; null for any number.</summary>
    public long? RecordLimit { get; private protected init; }

    /// <summary>How many bytes it holds; null for any number.</summary>
    public long? ByteLimit { get; private protected init; }

    /// <summary>Holds this number of keys; when there are more, the oldest go early.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static EagerBufferConfig MaxRecords(long limit) => new(Checked(limit), null);

    /// <summary>Holds this number of bytes; when there are more, the oldest go early.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static EagerBufferConfig MaxBytes(long limit) => new(null, Checked(limit));

    /// <summary>Holds whatever comes; nothing goes early.</summary>
    public static StrictBufferConfig Unbounded() => new(null, null);

    /// <summary>The same limits; when there is more, the task fails and nothing goes early.</summary>
    public StrictBufferConfig ShutDownWhenFull() => new(RecordLimit, ByteLimit);

    /// <summary>The same limits; when there is more, the oldest go early.</summary>
    public EagerBufferConfig EmitEarlyWhenFull() => new(RecordLimit, ByteLimit);

    private protected static long Checked(long limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return limit;
    }
}

/// <summary>A buffer that lets the oldest go early when it is full: what goes out may come again, changed.</summary>
public sealed record EagerBufferConfig : BufferConfig
{
    internal EagerBufferConfig(long? recordLimit, long? byteLimit) : base(recordLimit, byteLimit)
    {
    }

    /// <summary>The same with a limit to the keys.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public EagerBufferConfig WithMaxRecords(long limit) => this with { RecordLimit = Checked(limit) };

    /// <summary>The same with a limit to the bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public EagerBufferConfig WithMaxBytes(long limit) => this with { ByteLimit = Checked(limit) };
}

/// <summary>A buffer that keeps to its time, or fails the task when it is full.</summary>
public sealed record StrictBufferConfig : BufferConfig
{
    internal StrictBufferConfig(long? recordLimit, long? byteLimit) : base(recordLimit, byteLimit)
    {
    }

    /// <summary>The same with a limit to the keys.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public StrictBufferConfig WithMaxRecords(long limit) => this with { RecordLimit = Checked(limit) };

    /// <summary>The same with a limit to the bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public StrictBufferConfig WithMaxBytes(long limit) => this with { ByteLimit = Checked(limit) };
}
