using System.Buffers;
using System.Text.Json.Nodes;
using Millrace.Hvac;

namespace Millrace.Avro.Benchmarks;

/// <summary>A writer of an older schema: two fields of the present one are not there yet, and one is there that went.</summary>
internal static class OlderWriter
{
    public static RecordSchema Schema { get; } = MakeSchema();

    public static byte[] Encode(HvacReading reading)
    {
        var datum = (AvroRecord)GenericDatum.Read(HvacReading.Schema, AvroBinary.ToArray(reading))!;
        var older = new AvroRecord(Schema);
        foreach (var field in Schema.Fields)
            older[field.Index] = field.Name == "firmware" ? 20_417 : datum[field.Name];
        var output = new ArrayBufferWriter<byte>();
        var writer = new AvroWriter(output);
        GenericDatum.Write(Schema, older, ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static RecordSchema MakeSchema()
    {
        var schema = JsonNode.Parse(HvacReading.SchemaText)!;
        var fields = schema["fields"]!.AsArray();
        foreach (var added in fields.Where(field => (string)field!["name"]! is "energy" or "humidity").ToList())
            fields.Remove(added);
        fields.Insert(3, JsonNode.Parse("""{"name":"firmware","type":"int"}"""));
        return (RecordSchema)AvroSchema.Parse(schema.ToJsonString());
    }
}
