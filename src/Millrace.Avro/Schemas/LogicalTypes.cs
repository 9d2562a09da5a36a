using System.Globalization;
using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Schemas;

/// <summary>Finds the logical type that a schema says, if it is one that its type can carry.</summary>
internal static class LogicalTypes
{
    public static SchemaProperties Apply(SchemaProperties properties, AvroKind kind, int size)
    {
        if (Find(properties, "logicalType") is not { Kind: JsonKind.String } name)
            return properties;
        var type = name.Text switch
        {
            "decimal" => Decimal(properties, kind, size),
            "big-decimal" => On(kind == AvroKind.Bytes, AvroLogicalKind.BigDecimal),
            "uuid" => On(kind == AvroKind.String || size == 16, AvroLogicalKind.Uuid),
            "date" => On(kind == AvroKind.Int, AvroLogicalKind.Date),
            "time-millis" => On(kind == AvroKind.Int, AvroLogicalKind.TimeMillis),
            "time-micros" => On(kind == AvroKind.Long, AvroLogicalKind.TimeMicros),
            "timestamp-millis" => On(kind == AvroKind.Long, AvroLogicalKind.TimestampMillis),
            "timestamp-micros" => On(kind == AvroKind.Long, AvroLogicalKind.TimestampMicros),
            "timestamp-nanos" => On(kind == AvroKind.Long, AvroLogicalKind.TimestampNanos),
            "local-timestamp-millis" => On(kind == AvroKind.Long, AvroLogicalKind.LocalTimestampMillis),
            "local-timestamp-micros" => On(kind == AvroKind.Long, AvroLogicalKind.LocalTimestampMicros),
            "local-timestamp-nanos" => On(kind == AvroKind.Long, AvroLogicalKind.LocalTimestampNanos),
            "duration" => On(size == 12, AvroLogicalKind.Duration),
            _ => default,
        };
        return new SchemaProperties(properties.Members, type);
    }

    private static AvroLogicalType On(bool fits, AvroLogicalKind kind) => fits ? new AvroLogicalType(kind) : default;

    private static AvroLogicalType Decimal(SchemaProperties properties, AvroKind kind, int size)
    {
        if (kind is not (AvroKind.Bytes or AvroKind.Fixed) || !TryNumber(Find(properties, "precision"), out var precision) || precision < 1)
            return default;
        var scale = 0;
        if (Find(properties, "scale") is { } text && !TryNumber(text, out scale))
            return default;
        // So many digits fit n bytes: floor(log10(2^(8n - 1) - 1)), from the specification.
        var fits = kind == AvroKind.Bytes || (size > 0 && precision <= Math.Floor(((8.0 * size) - 1) * Math.Log10(2)));
        return fits && scale <= precision ? new AvroLogicalType(AvroLogicalKind.Decimal, precision, scale) : default;
    }

    private static bool TryNumber(JsonValue? value, out int number)
    {
        number = 0;
        return value is { Kind: JsonKind.Number } && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static JsonValue? Find(SchemaProperties properties, string name)
    {
        foreach (var member in properties.Members)
        {
            if (member.Key == name)
                return member.Value;
        }

        return null;
    }
}
