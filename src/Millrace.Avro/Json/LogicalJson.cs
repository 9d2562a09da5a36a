using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Millrace.Avro.Json;

/// <summary>Values of logical types as people write them.</summary>
internal static class LogicalJson
{
    // Turning binary into decimal digits takes quadratic time; a number of 2,400 digits is nobody's measurement.
    private const int LongestDecimal = 1000;

    private const long NanosPerSecond = 1_000_000_000;

    /// <summary>False, with nothing read, where the value is shown as its plain type.</summary>
    public static bool TryWrite(AvroSchema schema, ref AvroReader reader, Utf8JsonWriter json)
    {
        var before = reader.Position;
        var text = schema.LogicalType.Kind switch
        {
            AvroLogicalKind.TimestampMillis => Timestamp(reader.ReadLong(), 1000, "Z"),
            AvroLogicalKind.TimestampMicros => Timestamp(reader.ReadLong(), 1_000_000, "Z"),
            AvroLogicalKind.TimestampNanos => Timestamp(reader.ReadLong(), NanosPerSecond, "Z"),
            AvroLogicalKind.LocalTimestampMillis => Timestamp(reader.ReadLong(), 1000, ""),
            AvroLogicalKind.LocalTimestampMicros => Timestamp(reader.ReadLong(), 1_000_000, ""),
            AvroLogicalKind.LocalTimestampNanos => Timestamp(reader.ReadLong(), NanosPerSecond, ""),
            AvroLogicalKind.Date => Date(reader.ReadInt()),
            AvroLogicalKind.TimeMillis => TimeOfDay(reader.ReadInt(), 1000),
            AvroLogicalKind.TimeMicros => TimeOfDay(reader.ReadLong(), 1_000_000),
            AvroLogicalKind.Uuid when schema is FixedSchema => reader.ReadUuidFixed().ToString("D"),
            AvroLogicalKind.Duration => Duration(reader.ReadFixed(12)),
            _ => null,
        };
        if (text is not null)
        {
            json.WriteStringValue(text);
            return true;
        }

        reader.MoveTo(before);
        if (schema.LogicalType.Kind != AvroLogicalKind.Decimal)
            return false;
        var bytes = schema is FixedSchema size ? reader.ReadFixed(size.Size) : reader.ReadBytes();
        if (bytes.Length > LongestDecimal)
        {
            json.WriteStringValue(Convert.ToHexStringLower(bytes));
            return true;
        }

        json.WriteRawValue(Decimal(new BigInteger(bytes, isBigEndian: true), schema.LogicalType.Scale));
        return true;
    }

    // Fractions of a second stand only where there are any: 3 digits, or as many as the type has.
    private static string? Timestamp(long value, long perSecond, string zone)
    {
        var (seconds, rest) = (Math.DivRem(value, perSecond, out var remainder), remainder);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + perSecond);
        if (seconds is < -62_135_596_800 or > 253_402_300_799)
            return null;
        var moment = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
        return moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + Fraction(rest, perSecond) + zone;
    }

    private static string? Date(int days)
    {
        var number = days + (long)AvroReader.Epoch.DayNumber;
        return number < 0 || number > DateOnly.MaxValue.DayNumber
            ? null
            : DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string? TimeOfDay(long value, long perSecond)
    {
        if (value < 0 || value >= 86_400 * perSecond)
            return null;
        var time = TimeSpan.FromSeconds(value / perSecond);
        return time.ToString("c", CultureInfo.InvariantCulture) + Fraction(value % perSecond, perSecond);
    }

    private static string Fraction(long rest, long perSecond)
    {
        if (rest == 0)
            return "";
        var digits = (rest + perSecond).ToString(CultureInfo.InvariantCulture)[1..];
        return "." + (digits.AsSpan(3).TrimEnd('0').IsEmpty ? digits[..3] : digits);
    }

    private static string Duration(ReadOnlySpan<byte> value)
    {
        var months = BinaryPrimitives.ReadUInt32LittleEndian(value);
        var days = BinaryPrimitives.ReadUInt32LittleEndian(value[4..]);
        var millis = BinaryPrimitives.ReadUInt32LittleEndian(value[8..]);
        return string.Create(CultureInfo.InvariantCulture, $"P{months}M{days}DT{millis / 1000}{Fraction(millis % 1000, 1000)}S");
    }

    private static string Decimal(BigInteger unscaled, int scale)
    {
        if (scale == 0)
            return unscaled.ToString(CultureInfo.InvariantCulture);
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return (unscaled.Sign < 0 ? "-" : "") + digits[..^scale] + "." + digits[^scale..];
    }
}
