using System.Globalization;
using System.Text;

namespace Millrace.Avro.Schemas;

/// <summary>The Parsing Canonical Form, section "Transforming into Parsing Canonical Form" of the specification.</summary>
internal static class CanonicalForm
{
    public static string Of(AvroSchema schema)
    {
        var output = new StringBuilder();
        Append(output, schema, new HashSet<string>(StringComparer.Ordinal));
        return output.ToString();
    }

    private static void Append(StringBuilder output, AvroSchema schema, HashSet<string> written)
    {
        if (schema is NamedSchema named && !written.Add(named.Name))
        {
            output.Append('"').Append(named.Name).Append('"');
            return;
        }

        switch (schema)
        {
            case RecordSchema record:
                AppendHead(output, record).Append(",\"fields\":[");
                foreach (var field in record.Fields)
                {
                    output.Append(field.Index > 0 ? ",{\"name\":\"" : "{\"name\":\"").Append(field.Name).Append("\",\"type\":");
                    Append(output, field.Schema, written);
                    output.Append('}');
                }

                output.Append("]}");
                break;
            case EnumSchema symbols:
                AppendHead(output, symbols).Append(",\"symbols\":[");
                for (var i = 0; i < symbols.Symbols.Count; i++)
                    output.Append(i > 0 ? ",\"" : "\"").Append(symbols.Symbols[i]).Append('"');
                output.Append("]}");
                break;
            case FixedSchema bytes:
                AppendHead(output, bytes).Append(",\"size\":").Append(bytes.Size.ToString(CultureInfo.InvariantCulture)).Append('}');
                break;
            case ArraySchema array:
                output.Append("{\"type\":\"array\",\"items\":");
                Append(output, array.Items, written);
                output.Append('}');
                break;
            case MapSchema map:
                output.Append("{\"type\":\"map\",\"values\":");
                Append(output, map.Values, written);
                output.Append('}');
                break;
            case UnionSchema union:
                output.Append('[');
                for (var i = 0; i < union.Branches.Count; i++)
                {
                    if (i > 0)
                        output.Append(',');
                    Append(output, union.Branches[i], written);
                }

                output.Append(']');
                break;
            default:
                output.Append('"').Append(schema.Name).Append('"');
                break;
        }
    }

    private static StringBuilder AppendHead(StringBuilder output, NamedSchema schema) =>
        output.Append("{\"name\":\"").Append(schema.Name).Append("\",\"type\":\"").Append(SchemaNames.OfKind(schema.Kind)).Append('"');
}
