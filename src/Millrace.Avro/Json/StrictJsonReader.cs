using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Millrace.Avro.Generic;

namespace Millrace.Avro.Json;

/// <summary>Turns Avro's JSON into encoded values by walking their schema.</summary>
internal sealed class StrictJsonReader
{
    private readonly ValuePath _path = new();
    private int _depth;

    public static void Read(AvroSchema schema, JsonElement json, ref AvroWriter writer)
    {
        var reader = new StrictJsonReader();
        try
        {
            reader.ReadValue(schema, json, ref writer);
        }
        catch (AvroDataException e) when (e.Path is null)
        {
            throw reader._path.Locate(e);
        }
    }

    private void ReadValue(AvroSchema schema, JsonElement json, ref AvroWriter writer)
    {
        if (_depth > AvroReader.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new AvroDataException(AvroDataError.TooDeep, -1, $"records nested more than {AvroReader.MaxDepth} deep");
        switch (schema)
        {
            case RecordSchema record:
                ReadRecord(record, json, ref writer);
                break;
            case EnumSchema symbols:
                var symbol = Text(json, schema);
                var index = symbols.IndexOf(symbol);
                writer.WriteInt(index >= 0 ? index : throw new AvroDataException(AvroDataError.BadEnumIndex, -1, $"{schema.Name} has no symbol \"{symbol}\""));
                break;
            case FixedSchema bytes:
                writer.WriteFixed(Bytes(json, schema), bytes.Size);
                break;
            case UnionSchema union:
                ReadUnion(union, json, ref writer);
                break;
            case ArraySchema array:
                Demand(json.ValueKind == JsonValueKind.Array, json, schema);
                ReadItems(array, json, ref writer);
                break;
            case MapSchema map:
                Demand(json.ValueKind == JsonValueKind.Object, json, schema);
                ReadMembers(map, json, ref writer);
                break;
            default:
                ReadPrimitive(schema, json, ref writer);
                break;
        }
    }

    private void ReadRecord(RecordSchema record, JsonElement json, ref AvroWriter writer)
    {
        Demand(json.ValueKind == JsonValueKind.Object, json, record);
        _depth++;
        foreach (var field in record.Fields)
        {
            _path.Enter(field.Name);
            if (!json.TryGetProperty(field.Name, out var value))
                throw new AvroDataException(AvroDataError.WrongType, -1, "the field is not there");
            ReadValue(field.Schema, value, ref writer);
            _path.Leave();
        }

        foreach (var member in json.EnumerateObject())
        {
            if (record.Find(member.Name) is null)
                throw new AvroDataException(AvroDataError.WrongType, -1, $"{record.Name} has no field \"{member.Name}\"");
        }

        _depth--;
    }

    private void ReadUnion(UnionSchema union, JsonElement json, ref AvroWriter writer)
    {
        var name = "null";
        var value = json;
        if (json.ValueKind != JsonValueKind.Null)
        {
            Demand(json.ValueKind == JsonValueKind.Object && json.EnumerateObject().Count() == 1, json, union);
            var member = json.EnumerateObject().First();
            (name, value) = (member.Name, member.Value);
        }

        var branch = union.IndexOf(name);
        if (branch < 0)
            throw new AvroDataException(AvroDataError.WrongType, -1, $"the union has no branch {name}");
        writer.WriteInt(branch);
        ReadValue(union.Branches[branch], value, ref writer);
    }

    private void ReadItems(ArraySchema array, JsonElement json, ref AvroWriter writer)
    {
        writer.WriteBlockCount(json.GetArrayLength());
        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            _path.Enter(index++);
            ReadValue(array.Items, item, ref writer);
            _path.Leave();
        }

        writer.WriteBlockEnd();
    }

    private void ReadMembers(MapSchema map, JsonElement json, ref AvroWriter writer)
    {
        writer.WriteBlockCount(json.EnumerateObject().Count());
        foreach (var member in json.EnumerateObject())
        {
            _path.EnterKey(member.Name);
            writer.WriteString(member.Name);
            ReadValue(map.Values, member.Value, ref writer);
            _path.Leave();
        }

        writer.WriteBlockEnd();
    }

    private static void ReadPrimitive(AvroSchema schema, JsonElement json, ref AvroWriter writer)
    {
        switch (schema.Kind)
        {
            case AvroKind.Null:
                Demand(json.ValueKind == JsonValueKind.Null, json, schema);
                break;
            case AvroKind.Boolean:
                Demand(json.ValueKind is JsonValueKind.True or JsonValueKind.False, json, schema);
                writer.WriteBoolean(json.ValueKind == JsonValueKind.True);
                break;
            case AvroKind.Int:
                var small = 0;
                Demand(json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out small), json, schema);
                writer.WriteInt(small);
                break;
            case AvroKind.Long:
                var large = 0L;
                Demand(json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out large), json, schema);
                writer.WriteLong(large);
                break;
            case AvroKind.Float:
                // Rounded once: a double in between would round some numbers to the other neighbour.
                writer.WriteFloat(json.ValueKind == JsonValueKind.Number ? json.GetSingle() : (float)Floating(json, schema));
                break;
            case AvroKind.Double:
                writer.WriteDouble(Floating(json, schema));
                break;
            case AvroKind.Bytes:
                writer.WriteBytes(Bytes(json, schema));
                break;
            default:
                writer.WriteString(Text(json, schema));
                break;
        }
    }

    private static double Floating(JsonElement json, AvroSchema schema) => JsonNumbers.Read(json) ?? throw NoValue(json, schema);

    private static string Text(JsonElement json, AvroSchema schema)
    {
        Demand(json.ValueKind == JsonValueKind.String, json, schema);
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair, written as an escape.
            throw new AvroDataException(AvroDataError.BadUtf8, -1, e.Message);
        }
    }

    private static byte[] Bytes(JsonElement json, AvroSchema schema)
    {
        var text = Text(json, schema);
        if (text.Any(c => c > 255))
            throw new AvroDataException(AvroDataError.OutOfRange, -1, "a code point beyond 255, where each is a byte");
        return Encoding.Latin1.GetBytes(text);
    }

    private static void Demand(bool condition, JsonElement json, AvroSchema schema)
    {
        if (!condition)
            throw NoValue(json, schema);
    }

    private static AvroDataException NoValue(JsonElement json, AvroSchema schema) =>
        new(AvroDataError.WrongType, -1, $"{Shorten(json.GetRawText())} is no value of {(schema is UnionSchema ? "a union: null, or an object with one member" : schema.Name)}");

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";
}
