using System.Globalization;
using System.Text;
using Millrace.Avro.Schemas;
using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Resolution;

/// <summary>Writes a default, which was checked when the schema was read, as a value of its schema.</summary>
internal static class DefaultEncoder
{
    public static void Write(AvroSchema schema, JsonValue value, ref AvroWriter writer)
    {
        switch (schema)
        {
            case RecordSchema record:
                foreach (var field in record.Fields)
                    Write(field.Schema, (value[field.Name] ?? field.Default)!, ref writer);
                break;
            case EnumSchema symbols:
                writer.WriteInt(symbols.IndexOf(value.Text));
                break;
            case FixedSchema:
                writer.WriteFixed(Encoding.Latin1.GetBytes(value.Text));
                break;
            case ArraySchema array:
                writer.WriteBlockCount(value.Items.Count);
                foreach (var item in value.Items)
                    Write(array.Items, item, ref writer);
                writer.WriteBlockEnd();
                break;
            case MapSchema map:
                writer.WriteBlockCount(value.Members.Count);
                foreach (var member in value.Members)
                {
                    writer.WriteString(member.Key);
                    Write(map.Values, member.Value, ref writer);
                }

                writer.WriteBlockEnd();
                break;
            case UnionSchema union:
                var index = DefaultRules.FindBranch(union, value);
                writer.WriteInt(index);
                Write(union.Branches[index], value, ref writer);
                break;
            default:
                WritePrimitive(schema.Kind, value, ref writer);
                break;
        }
    }

    private static void WritePrimitive(AvroKind kind, JsonValue value, ref AvroWriter writer)
    {
        switch (kind)
        {
            case AvroKind.Boolean:
                writer.WriteBoolean(value.IsTrue);
                break;
            case AvroKind.Int:
                writer.WriteInt(int.Parse(value.Text, CultureInfo.InvariantCulture));
                break;
            case AvroKind.Long:
                writer.WriteLong(long.Parse(value.Text, CultureInfo.InvariantCulture));
                break;
            case AvroKind.Float:
                writer.WriteFloat(float.Parse(value.Text, CultureInfo.InvariantCulture));
                break;
            case AvroKind.Double:
                writer.WriteDouble(double.Parse(value.Text, CultureInfo.InvariantCulture));
                break;
            case AvroKind.Bytes:
                writer.WriteBytes(Encoding.Latin1.GetBytes(value.Text));
                break;
            case AvroKind.String:
                writer.WriteString(value.Text);
                break;
        }
    }
}
