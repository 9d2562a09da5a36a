namespace Millrace.Avro;

public ref partial struct AvroWriter
{
    /// <summary>Writes a timestamp-millis, in UTC; what is finer than a millisecond is cut off.</summary>
    public void WriteTimestampMillis(DateTimeOffset value) => WriteLong(value.ToUnixTimeMilliseconds());

    /// <summary>Writes a timestamp-micros, in UTC; what is finer than a microsecond is cut off.</summary>
    public void WriteTimestampMicros(DateTimeOffset value) => WriteMicros(value.UtcTicks);

    /// <summary>Writes a local-timestamp-millis; what is finer than a millisecond is cut off.</summary>
    public void WriteLocalTimestampMillis(DateTime value) => WriteLong(new DateTimeOffset(value.Ticks, TimeSpan.Zero).ToUnixTimeMilliseconds());

    /// <summary>Writes a local-timestamp-micros; what is finer than a microsecond is cut off.</summary>
    public void WriteLocalTimestampMicros(DateTime value) => WriteMicros(value.Ticks);

    /// <summary>Writes a date.</summary>
    public void WriteDate(DateOnly value) => WriteInt(value.DayNumber - AvroReader.Epoch.DayNumber);

    /// <summary>Writes a time-millis; what is finer is cut off.</summary>
    public void WriteTimeMillis(TimeOnly value) => WriteInt((int)(value.Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>Writes a time-micros; what is finer is cut off.</summary>
    public void WriteTimeMicros(TimeOnly value) => WriteLong(value.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Writes a uuid as a string.</summary>
    public void WriteUuidString(Guid value)
    {
        Span<byte> text = stackalloc byte[36];
        _ = value.TryFormat(text, out _, "D");
        WriteBytes(text);
    }

    /// <summary>Writes a uuid as a fixed of 16 bytes.</summary>
    public void WriteUuidFixed(Guid value)
    {
        _ = value.TryWriteBytes(Reserve(16), bigEndian: true, out _);
        _used += 16;
    }

    /// <summary>Writes a fixed of <paramref name="size"/> bytes.</summary>
    /// <exception cref="AvroDataException">The value has another size.</exception>
    public void WriteFixed(scoped ReadOnlySpan<byte> value, int size)
    {
        if (value.Length != size)
            throw new AvroDataException(AvroDataError.BadLength, -1, $"{value.Length} bytes for a fixed of {size}");
        WriteFixed(value);
    }

    private void WriteMicros(long ticks) => WriteLong(FloorDivide(ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond));

    private static long FloorDivide(long value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);
}
