using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Millrace.Avro.Tests.Vectors;

/// <summary>Datums in the vectors' JSON to generic values, and generic values to a text that tells them apart.</summary>
internal static class VectorDatum
{
    public static object? Parse(AvroSchema schema, JsonElement json)
    {
        switch (schema)
        {
            case UnionSchema union:
                if (json.ValueKind == JsonValueKind.Null)
                    return null;
                var branch = json.EnumerateObject().Single();
                return Parse(union.Branches[union.IndexOf(branch.Name)], branch.Value);
            case RecordSchema record:
                var values = new AvroRecord(record);
                foreach (var field in record.Fields)
                    values[field.Index] = Parse(field.Schema, json.GetProperty(field.Name));
                return values;
            case EnumSchema symbols:
                return new AvroEnum(symbols, symbols.IndexOf(json.GetString()!));
            case FixedSchema bytes:
                return new AvroFixed(bytes, Convert.FromHexString(json.GetString()!));
            case ArraySchema array:
                return json.EnumerateArray().Select(item => Parse(array.Items, item)).ToArray();
            case MapSchema map:
                return json.EnumerateObject().ToDictionary(member => member.Name, member => Parse(map.Values, member.Value), StringComparer.Ordinal);
        }

        return schema.Kind switch
        {
            AvroKind.Null => null,
            AvroKind.Boolean => json.GetBoolean(),
            AvroKind.Int => json.GetInt32(),
            AvroKind.Long => json.GetInt64(),
            AvroKind.Float => (float)Floating(json),
            AvroKind.Double => Floating(json),
            AvroKind.Bytes => Convert.FromHexString(json.GetString()!),
            _ => json.GetString(),
        };
    }

    public static string Describe(object? value)
    {
        var output = new StringBuilder();
        Append(output, value);
        return output.ToString();
    }

    private static double Floating(JsonElement json) => json.ValueKind == JsonValueKind.Number
        ? json.GetDouble()
        : json.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var other => throw new InvalidDataException($"{other} is no number"),
        };

    private static void Append(StringBuilder output, object? value)
    {
        switch (value)
        {
            case AvroRecord record:
                output.Append(record.Schema.Name).Append('{');
                foreach (var field in record.Schema.Fields)
                {
                    output.Append(field.Name).Append('=');
                    Append(output, record[field.Index]);
                    output.Append(' ');
                }

                output.Append('}');
                break;
            case AvroFixed bytes:
                output.Append(bytes.Schema.Name).Append('(').Append(Convert.ToHexStringLower(bytes.Bytes.Span)).Append(')');
                break;
            case AvroEnum symbol:
                output.Append(symbol.Schema.Name).Append('.').Append(symbol.Symbol);
                break;
            case byte[] bytes:
                output.Append("bytes(").Append(Convert.ToHexStringLower(bytes)).Append(')');
                break;
            case IReadOnlyDictionary<string, object?> map:
                output.Append("map{");
                foreach (var (key, member) in map.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    output.Append(key).Append(':');
                    Append(output, member);
                    output.Append(' ');
                }

                output.Append('}');
                break;
            case IReadOnlyList<object?> items:
                output.Append('[');
                foreach (var item in items)
                {
                    Append(output, item);
                    output.Append(' ');
                }

                output.Append(']');
                break;
            case float single:
                output.Append("f:").Append(single.ToString("R", CultureInfo.InvariantCulture));
                break;
            case double number:
                output.Append("d:").Append(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                output.Append(value?.GetType().Name).Append(':').Append(value ?? "null");
                break;
        }
    }
}
