using System.Text.Json;

namespace Millrace.Avro.Json;

/// <summary>Turns encoded values into JSON by walking their schema.</summary>
internal static class JsonTranscoder
{
    public static void Write(AvroSchema schema, ref AvroReader reader, Utf8JsonWriter json)
    {
        switch (schema)
        {
            case RecordSchema record:
                reader.Enter();
                json.WriteStartObject();
                foreach (var field in record.Fields)
                {
                    json.WritePropertyName(field.Name);
                    Write(field.Schema, ref reader, json);
                }

                json.WriteEndObject();
                reader.Leave();
                break;
            case EnumSchema symbols:
                json.WriteStringValue(symbols.Symbols[reader.ReadEnumIndex(symbols.Symbols.Count)]);
                break;
            case UnionSchema union:
                Write(union.Branches[reader.ReadUnionIndex(union.Branches.Count)], ref reader, json);
                break;
            case ArraySchema array:
                WriteArray(array, ref reader, json);
                break;
            case MapSchema map:
                WriteMap(map, ref reader, json);
                break;
            default:
                WriteSimple(schema, ref reader, json);
                break;
        }
    }

    private static void WriteArray(ArraySchema array, ref AvroReader reader, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        while (reader.ReadBlockCount(array.MinimumItemBytes) is var count and > 0)
        {
            for (; count > 0; count--)
                Write(array.Items, ref reader, json);
        }

        json.WriteEndArray();
    }

    private static void WriteMap(MapSchema map, ref AvroReader reader, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        while (reader.ReadBlockCount(map.MinimumEntryBytes) is var count and > 0)
        {
            for (; count > 0; count--)
            {
                json.WritePropertyName(reader.ReadUtf8());
                Write(map.Values, ref reader, json);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteSimple(AvroSchema schema, ref AvroReader reader, Utf8JsonWriter json)
    {
        if (schema.LogicalType.Kind != AvroLogicalKind.None && LogicalJson.TryWrite(schema, ref reader, json))
            return;
        switch (schema.Kind)
        {
            case AvroKind.Null:
                json.WriteNullValue();
                break;
            case AvroKind.Boolean:
                json.WriteBooleanValue(reader.ReadBoolean());
                break;
            case AvroKind.Int:
                json.WriteNumberValue(reader.ReadInt());
                break;
            case AvroKind.Long:
                json.WriteNumberValue(reader.ReadLong());
                break;
            case AvroKind.Float:
                JsonNumbers.Write(reader.ReadFloat(), json);
                break;
            case AvroKind.Double:
                JsonNumbers.Write(reader.ReadDouble(), json);
                break;
            case AvroKind.String:
                json.WriteStringValue(reader.ReadUtf8());
                break;
            case AvroKind.Bytes:
                json.WriteStringValue(Convert.ToHexStringLower(reader.ReadBytes()));
                break;
            default:
                json.WriteStringValue(Convert.ToHexStringLower(reader.ReadFixed(((FixedSchema)schema).Size)));
                break;
        }
    }
}
