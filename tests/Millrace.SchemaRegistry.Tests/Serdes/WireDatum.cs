using System.Text.Json.Nodes;
using Millrace.Avro;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>Whatever a writer's schema says, as JSON in the form of the recorded frames.</summary>
internal sealed record WireDatum(JsonNode? Value) : IAvroRecord<WireDatum>
{
    public static AvroSchema Schema { get; } = AvroSchema.Parse("\"null\"");

    public static string SchemaText => "\"null\"";

    public static void Encode(WireDatum value, ref AvroWriter writer) => throw new NotSupportedException();

    public static WireDatum Decode(ref AvroReader reader) => throw new NotSupportedException();

    public static AvroDecoder<WireDatum> ResolveDecoder(AvroSchema writer) => (ref AvroReader reader) => new WireDatum(Read(writer, ref reader));

    private static JsonNode? Read(AvroSchema schema, ref AvroReader reader)
    {
        switch (schema)
        {
            case RecordSchema record:
                var members = new JsonObject();
                foreach (var field in record.Fields)
                    members.Add(field.Name, Read(field.Schema, ref reader));
                return members;
            case EnumSchema symbols:
                return symbols.Symbols[reader.ReadEnumIndex(symbols.Symbols.Count)];
            case FixedSchema bytes:
                return Convert.ToHexStringLower(reader.ReadFixed(bytes.Size));
            case UnionSchema union:
                var branch = union.Branches[reader.ReadUnionIndex(union.Branches.Count)];
                var value = Read(branch, ref reader);
                return branch.Kind == AvroKind.Null ? null : new JsonObject { [branch.Name] = value };
            case ArraySchema array:
                var items = new JsonArray();
                for (var count = reader.ReadBlockCount(0); count > 0; count = reader.ReadBlockCount(0))
                {
                    for (; count > 0; count--)
                        items.Add(Read(array.Items, ref reader));
                }

                return items;
            case MapSchema map:
                var entries = new JsonObject();
                for (var count = reader.ReadBlockCount(0); count > 0; count = reader.ReadBlockCount(0))
                {
                    for (; count > 0; count--)
                        entries.Add(reader.ReadString(), Read(map.Values, ref reader));
                }

                return entries;
            default:
                return ReadPrimitive(schema.Kind, ref reader);
        }
    }

    private static JsonNode? ReadPrimitive(AvroKind kind, ref AvroReader reader) => kind switch
    {
        AvroKind.Null => null,
        AvroKind.Boolean => reader.ReadBoolean(),
        AvroKind.Int => reader.ReadInt(),
        AvroKind.Long => reader.ReadLong(),
        AvroKind.Float => Number(reader.ReadFloat()),
        AvroKind.Double => Number(reader.ReadDouble()),
        AvroKind.Bytes => Convert.ToHexStringLower(reader.ReadBytes()),
        _ => reader.ReadString(),
    };

    private static JsonValue Number(double value) => double.IsFinite(value)
        ? JsonValue.Create(value)
        : JsonValue.Create(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
}
