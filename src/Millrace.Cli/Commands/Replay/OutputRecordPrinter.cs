using System.Text;
using System.Text.Json;
using Millrace.Avro;
using Millrace.Cli.Infrastructure;
using Millrace.SchemaRegistry;
using Millrace.Testing;

namespace Millrace.Cli.Commands.Replay;

/// <summary>Prints output records as JSON, their values by the schema that their frame names.</summary>
internal sealed class OutputRecordPrinter(ISchemaRegistryClient registry, Output output)
{
    private readonly Dictionary<int, AvroSchema> _schemas = [];

    public void Print(TestRecord record)
    {
        var schema = record.Value is null ? null : SchemaOf(record.Value);
        output.JsonLine(json =>
        {
            json.WriteString("topic", record.Topic);
            json.WriteString("timestamp", Output.Iso(DateTimeOffset.FromUnixTimeMilliseconds(record.Timestamp ?? 0)));
            json.WriteString("key", record.Key is null ? null : Encoding.UTF8.GetString(record.Key));
            json.WritePropertyName("value");
            WriteValue(json, schema, record.Value);
        });
    }

    private static void WriteValue(Utf8JsonWriter json, AvroSchema? schema, byte[]? value)
    {
        if (value is null)
        {
            json.WriteNullValue();
        }
        else if (schema is null)
        {
            json.WriteStringValue(Convert.ToHexStringLower(value));
        }
        else
        {
            var reader = new AvroReader(value.AsSpan(WireFormat.HeaderSize));
            AvroJson.Write(schema, ref reader, json);
        }
    }

    /// <summary>Null where the value is in no frame, as it may be in a dead letter.</summary>
    private AvroSchema? SchemaOf(byte[] value)
    {
        if (value.Length < WireFormat.HeaderSize || value[0] != 0)
        {
            return null;
        }

        var id = WireFormat.ReadId(value);
        if (!_schemas.TryGetValue(id, out var schema))
        {
            schema = AvroSchema.Parse(registry.GetByIdAsync(id).AsTask().GetAwaiter().GetResult().Text);
            _schemas.Add(id, schema);
        }

        return schema;
    }
}
