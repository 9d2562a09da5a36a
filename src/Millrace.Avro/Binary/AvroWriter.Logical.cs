using System.Globalization;
using Millrace.Avro.Binary;

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

    /// <summary>Writes a decimal as bytes, the fewest that hold it.</summary>
    /// <param name="value">The number.</param>
    /// <param name="precision">How many digits it may have, up to 28.</param>
    /// <param name="scale">How many of them stand behind the point.</param>
    /// <exception cref="AvroDataException">It has more digits, or more behind the point: it is not rounded.</exception>
    public void WriteDecimal(decimal value, int precision, int scale)
    {
        Span<byte> whole = stackalloc byte[DecimalForm.MaxBytes];
        if (!DecimalForm.TryWrite(value, precision, scale, whole))
            throw NoDecimal(value, precision, scale);
        WriteBytes(DecimalForm.Shorten(whole));
    }

    /// <summary>Writes a decimal as a fixed of <paramref name="size"/> bytes.</summary>
    /// <inheritdoc cref="WriteDecimal"/>
    public void WriteDecimalFixed(decimal value, int size, int precision, int scale)
    {
        Span<byte> whole = stackalloc byte[DecimalForm.MaxBytes];
        if (!DecimalForm.TryWrite(value, precision, scale, whole) || DecimalForm.Shorten(whole).Length > size)
            throw NoDecimal(value, precision, scale);
        var target = Reserve(size)[..size];
        target.Fill(value < 0 ? (byte)0xff : (byte)0);
        var kept = whole[Math.Max(0, whole.Length - size)..];
        kept.CopyTo(target[(size - kept.Length)..]);
        _used += size;
    }

    /// <summary>Writes a fixed of <paramref name="size"/> bytes.</summary>
    /// <exception cref="AvroDataException">The value has another size.</exception>
    public void WriteFixed(scoped ReadOnlySpan<byte> value, int size)
    {
        if (value.Length != size)
            throw new AvroDataException(AvroDataError.BadLength, -1, $"{value.Length} bytes for a fixed of {size}");
        WriteFixed(value);
    }

    private static AvroDataException NoDecimal(decimal value, int precision, int scale) =>
        new(AvroDataError.OutOfRange, -1, string.Create(CultureInfo.InvariantCulture, $"{value} is no decimal of {precision} digits, {scale} of them behind the point"));

    private void WriteMicros(long ticks) => WriteLong(FloorDivide(ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond));

    private static long FloorDivide(long value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);
}
