using System.Globalization;
using System.Text;
using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Schemas;

/// <summary>Writes a schema as JSON that stands alone, with all that was read.</summary>
internal sealed class SchemaWriter
{
    private readonly StringBuilder _output = new();
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    private SchemaWriter()
    {
    }

    public static string Write(AvroSchema schema)
    {
        var writer = new SchemaWriter();
        writer.Write(schema, space: "");
        return writer._output.ToString();
    }

    private void Write(AvroSchema schema, string space)
    {
        switch (schema)
        {
            case NamedSchema named when !_written.Add(named.Name):
                _output.AppendQuoted(named.Namespace == space ? named.SimpleName : named.Name);
                return;
            case UnionSchema union:
                _output.Append('[');
                for (var i = 0; i < union.Branches.Count; i++)
                {
                    _output.AppendComma(i > 0);
                    Write(union.Branches[i], space);
                }

                _output.Append(']');
                return;
            case PrimitiveSchema when schema.Properties.Members.Count == 0:
                _output.AppendQuoted(schema.Name);
                return;
        }

        _output.Append("{\"type\":\"").Append(schema is RecordSchema { IsError: true } ? "error" : SchemaNames.OfKind(schema.Kind)).Append('"');
        switch (schema)
        {
            case RecordSchema record:
                WriteHead(record, space);
                WriteFields(record);
                break;
            case EnumSchema symbols:
                WriteHead(symbols, space);
                WriteStrings("symbols", symbols.Symbols, always: true);
                if (symbols.DefaultSymbol is not null)
                    WriteMember("default", symbols.DefaultSymbol);
                break;
            case FixedSchema bytes:
                WriteHead(bytes, space);
                _output.Append(",\"size\":").Append(bytes.Size.ToString(CultureInfo.InvariantCulture));
                break;
            case ArraySchema array:
                _output.Append(",\"items\":");
                Write(array.Items, space);
                break;
            case MapSchema map:
                _output.Append(",\"values\":");
                Write(map.Values, space);
                break;
        }

        WriteProperties(schema.Properties);
        _output.Append('}');
    }

    private void WriteHead(NamedSchema schema, string space)
    {
        WriteMember("name", schema.SimpleName);
        if (schema.Namespace != space)
            WriteMember("namespace", schema.Namespace);
        if (schema.Doc is not null)
            WriteMember("doc", schema.Doc);
        WriteStrings("aliases", schema.Aliases, always: false);
    }

    private void WriteFields(RecordSchema record)
    {
        _output.Append(",\"fields\":[");
        foreach (var field in record.Fields)
        {
            _output.AppendComma(field.Index > 0).Append("{\"name\":").AppendQuoted(field.Name).Append(",\"type\":");
            Write(field.Schema, record.Namespace);
            if (field.Default is not null)
                _output.Append(",\"default\":").AppendJson(field.Default);
            if (field.Doc is not null)
                WriteMember("doc", field.Doc);
            WriteStrings("aliases", field.Aliases, always: false);
            if (field.Order is not null)
                WriteMember("order", field.Order);
            WriteProperties(field.Properties);
            _output.Append('}');
        }

        _output.Append(']');
    }

    private void WriteProperties(SchemaProperties properties)
    {
        foreach (var property in properties.Members)
            _output.Append(',').AppendQuoted(property.Key).Append(':').AppendJson(property.Value);
    }

    private void WriteMember(string name, string value) => _output.Append(",\"").Append(name).Append("\":").AppendQuoted(value);

    private void WriteStrings(string name, IReadOnlyList<string> values, bool always)
    {
        if (values.Count == 0 && !always)
            return;
        _output.Append(",\"").Append(name).Append("\":[");
        for (var i = 0; i < values.Count; i++)
            _output.AppendComma(i > 0).AppendQuoted(values[i]);
        _output.Append(']');
    }
}
