using Millrace.Avro.Binary;

namespace Millrace.Avro;

public ref partial struct AvroReader
{
    private const long MinMillis = -62_135_596_800_000;
    private const long MaxMillis = 253_402_300_799_999;

    /// <summary>Reads a timestamp-millis.</summary>
    /// <exception cref="AvroDataException">It is outside the years 1 to 9999.</exception>
    public DateTimeOffset ReadTimestampMillis()
    {
        var start = _position;
        var value = ReadLong();
        if (value is < MinMillis or > MaxMillis)
            throw ErrorAt(start, AvroDataError.OutOfRange, $"a timestamp of {value} ms, outside the years 1 to 9999");
        return new DateTimeOffset((value - MinMillis) * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }

    /// <summary>Reads a timestamp-micros.</summary>
    /// <exception cref="AvroDataException">It is outside the years 1 to 9999.</exception>
    public DateTimeOffset ReadTimestampMicros() => new(ReadMicroTicks(), TimeSpan.Zero);

    /// <summary>Reads a local-timestamp-millis. Its kind is <see cref="DateTimeKind.Unspecified"/>.</summary>
    /// <exception cref="AvroDataException">It is outside the years 1 to 9999.</exception>
    public DateTime ReadLocalTimestampMillis() => ReadTimestampMillis().DateTime;

    /// <summary>Reads a local-timestamp-micros. Its kind is <see cref="DateTimeKind.Unspecified"/>.</summary>
    /// <exception cref="AvroDataException">It is outside the years 1 to 9999.</exception>
    public DateTime ReadLocalTimestampMicros() => new(ReadMicroTicks());

    /// <summary>Reads a date.</summary>
    /// <exception cref="AvroDataException">It is outside the years 1 to 9999.</exception>
    public DateOnly ReadDate()
    {
        var start = _position;
        var number = ReadInt() + (long)Epoch.DayNumber;
        if (number < 0 || number > DateOnly.MaxValue.DayNumber)
            throw ErrorAt(start, AvroDataError.OutOfRange, "a date outside the years 1 to 9999");
        return DateOnly.FromDayNumber((int)number);
    }

    /// <summary>Reads a time-millis.</summary>
    /// <exception cref="AvroDataException">It is no time of a day.</exception>
    public TimeOnly ReadTimeMillis()
    {
        var start = _position;
        var value = ReadInt();
        if (value is < 0 or >= 86_400_000)
            throw ErrorAt(start, AvroDataError.OutOfRange, $"a time of day of {value} ms");
        return new TimeOnly(value * TimeSpan.TicksPerMillisecond);
    }

    /// <summary>Reads a time-micros.</summary>
    /// <exception cref="AvroDataException">It is no time of a day.</exception>
    public TimeOnly ReadTimeMicros()
    {
        var start = _position;
        var value = ReadLong();
        if (value is < 0 or >= 86_400_000_000)
            throw ErrorAt(start, AvroDataError.OutOfRange, $"a time of day of {value} us");
        return new TimeOnly(value * TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>Reads a uuid that is a string.</summary>
    /// <exception cref="AvroDataException">It is no UUID.</exception>
    public Guid ReadUuidString()
    {
        var start = _position;
        if (!Guid.TryParseExact(ReadString(), "D", out var value))
            throw ErrorAt(start, AvroDataError.OutOfRange, "a text that is no UUID");
        return value;
    }

    /// <summary>Reads a uuid that is a fixed of 16 bytes.</summary>
    public Guid ReadUuidFixed() => new(ReadFixed(16), bigEndian: true);

    /// <summary>Reads a decimal that is bytes.</summary>
    /// <param name="precision">How many digits it may have, up to 28.</param>
    /// <param name="scale">How many of them stand behind the point.</param>
    /// <exception cref="AvroDataException">It has more digits.</exception>
    public decimal ReadDecimal(int precision, int scale)
    {
        var start = _position;
        return DecimalForm.TryRead(ReadBytes(), precision, scale, out var value) ? value : throw TooManyDigits(start, precision);
    }

    /// <summary>Reads a decimal that is a fixed of <paramref name="size"/> bytes.</summary>
    /// <inheritdoc cref="ReadDecimal"/>
    public decimal ReadDecimalFixed(int size, int precision, int scale)
    {
        var start = _position;
        return DecimalForm.TryRead(ReadFixed(size), precision, scale, out var value) ? value : throw TooManyDigits(start, precision);
    }

    internal static DateOnly Epoch => new(1970, 1, 1);

    private readonly AvroDataException TooManyDigits(int start, int precision) =>
        ErrorAt(start, AvroDataError.OutOfRange, $"a decimal of more than {precision} digits");

    private long ReadMicroTicks()
    {
        var start = _position;
        var value = ReadLong();
        if (value is < MinMillis * 1000 or > (MaxMillis * 1000) + 999)
            throw ErrorAt(start, AvroDataError.OutOfRange, $"a timestamp of {value} us, outside the years 1 to 9999");
        return (value - (MinMillis * 1000)) * TimeSpan.TicksPerMicrosecond;
    }
}
