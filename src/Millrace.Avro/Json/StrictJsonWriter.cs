using System.Text;
using System.Text.Json;

namespace Millrace.Avro.Json;

/// <summary>Turns encoded values into Avro's JSON by walking their schema.</summary>
internal static class StrictJsonWriter
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
            case FixedSchema bytes:
                json.WriteStringValue(Encoding.Latin1.GetString(reader.ReadFixed(bytes.Size)));
                break;
            case UnionSchema union:
                WriteUnion(union, ref reader, json);
                break;
            case ArraySchema array:
                json.WriteStartArray();
                while (reader.ReadBlockCount(array.MinimumItemBytes) is var items and > 0)
                {
                    for (; items > 0; items--)
                        Write(array.Items, ref reader, json);
                }

                json.WriteEndArray();
                break;
            case MapSchema map:
                json.WriteStartObject();
                while (reader.ReadBlockCount(map.MinimumEntryBytes) is var members and > 0)
                {
                    for (; members > 0; members--)
                    {
                        json.WritePropertyName(reader.ReadUtf8());
                        Write(map.Values, ref reader, json);
                    }
                }

                json.WriteEndObject();
                break;
            default:
                WritePrimitive(schema.Kind, ref reader, json);
                break;
        }
    }

    private static void WriteUnion(UnionSchema union, ref AvroReader reader, Utf8JsonWriter json)
    {
        var branch = union.Branches[reader.ReadUnionIndex(union.Branches.Count)];
        if (branch.Kind == AvroKind.Null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WritePropertyName(branch.Name);
        Write(branch, ref reader, json);
        json.WriteEndObject();
    }

    private static void WritePrimitive(AvroKind kind, ref AvroReader reader, Utf8JsonWriter json)
    {
        switch (kind)
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
            case AvroKind.Bytes:
                json.WriteStringValue(Encoding.Latin1.GetString(reader.ReadBytes()));
                break;
            default:
                json.WriteStringValue(reader.ReadUtf8());
                break;
        }
    }
}
