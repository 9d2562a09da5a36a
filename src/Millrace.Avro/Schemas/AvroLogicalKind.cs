namespace Millrace.Avro;

/// <summary>What a value means beyond its type. A logical type that does not fit its type is ignored, as the specification asks.</summary>
public enum AvroLogicalKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An unscaled big-endian two's complement number; bytes or fixed.</summary>
    Decimal,

    /// <summary>A decimal that carries its own scale; bytes.</summary>
    BigDecimal,

    /// <summary>A UUID; string or fixed of 16 bytes.</summary>
    Uuid,

    /// <summary>Days since 1970-01-01; int.</summary>
    Date,

    /// <summary>Milliseconds since midnight; int.</summary>
    TimeMillis,

    /// <summary>Microseconds since midnight; long.</summary>
    TimeMicros,

    /// <summary>Milliseconds since 1970-01-01T00:00Z; long.</summary>
    TimestampMillis,

    /// <summary>Microseconds since 1970-01-01T00:00Z; long.</summary>
    TimestampMicros,

    /// <summary>Nanoseconds since 1970-01-01T00:00Z; long.</summary>
    TimestampNanos,

    /// <summary>Milliseconds since 1970-01-01T00:00 in an unsaid zone; long.</summary>
    LocalTimestampMillis,

    /// <summary>Microseconds since 1970-01-01T00:00 in an unsaid zone; long.</summary>
    LocalTimestampMicros,

    /// <summary>Nanoseconds since 1970-01-01T00:00 in an unsaid zone; long.</summary>
    LocalTimestampNanos,

    /// <summary>Months, days and milliseconds, each 4 bytes little-endian; fixed of 12 bytes.</summary>
    Duration,
}
