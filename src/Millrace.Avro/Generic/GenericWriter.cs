using System.Runtime.CompilerServices;

namespace Millrace.Avro.Generic;

/// <summary>Writes values of any schema by walking it.</summary>
internal sealed class GenericWriter
{
    private readonly ValuePath _path = new();
    private int _depth;

    public static void WriteValue(AvroSchema schema, object? value, ref AvroWriter writer)
    {
        var generic = new GenericWriter();
        try
        {
            generic.Write(schema, value, ref writer);
        }
        catch (AvroDataException e) when (e.Path is null)
        {
            throw generic._path.Locate(e);
        }
    }

    private void Write(AvroSchema schema, object? value, ref AvroWriter writer)
    {
        if (_depth > AvroReader.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new AvroDataException(AvroDataError.TooDeep, -1, "values nested too deep to be read again");
        switch (schema, value)
        {
            case (UnionSchema union, _):
                var branch = BranchOf(union, value);
                writer.WriteInt(branch);
                Write(union.Branches[branch], value, ref writer);
                break;
            case (RecordSchema record, AvroRecord values) when values.Schema.Name == record.Name:
                _depth++;
                foreach (var field in record.Fields)
                {
                    _path.Enter(field.Name);
                    Write(field.Schema, values[field.Index], ref writer);
                    _path.Leave();
                }

                _depth--;
                break;
            case (EnumSchema symbols, AvroEnum symbol) when symbols.IndexOf(symbol.Symbol) is var index and >= 0:
                writer.WriteInt(index);
                break;
            case (FixedSchema bytes, AvroFixed content):
                writer.WriteFixed(content.Bytes.Span, bytes.Size);
                break;
            case (ArraySchema array, IReadOnlyList<object?> items):
                writer.WriteBlockCount(items.Count);
                for (var i = 0; i < items.Count; i++)
                {
                    _path.Enter(i);
                    Write(array.Items, items[i], ref writer);
                    _path.Leave();
                }

                writer.WriteBlockEnd();
                break;
            case (MapSchema map, IReadOnlyDictionary<string, object?> members):
                writer.WriteBlockCount(members.Count);
                foreach (var member in members)
                {
                    _path.EnterKey(member.Key);
                    writer.WriteString(member.Key);
                    Write(map.Values, member.Value, ref writer);
                    _path.Leave();
                }

                writer.WriteBlockEnd();
                break;
            default:
                WritePrimitive(schema, value, ref writer);
                break;
        }
    }

    private static void WritePrimitive(AvroSchema schema, object? value, ref AvroWriter writer)
    {
        switch (schema.Kind, value)
        {
            case (AvroKind.Null, null):
                break;
            case (AvroKind.Boolean, bool flag):
                writer.WriteBoolean(flag);
                break;
            case (AvroKind.Int, int number):
                writer.WriteInt(number);
                break;
            case (AvroKind.Long, long number):
                writer.WriteLong(number);
                break;
            case (AvroKind.Float, float number):
                writer.WriteFloat(number);
                break;
            case (AvroKind.Double, double number):
                writer.WriteDouble(number);
                break;
            case (AvroKind.Bytes, byte[] bytes):
                writer.WriteBytes(bytes);
                break;
            case (AvroKind.String, string text):
                writer.WriteString(text);
                break;
            default:
                throw new AvroDataException(AvroDataError.WrongType, -1, $"{value?.GetType().Name ?? "null"} is no value of {schema.Name}");
        }
    }

    private static int BranchOf(UnionSchema union, object? value)
    {
        var name = value switch
        {
            null => "null",
            bool => "boolean",
            int => "int",
            long => "long",
            float => "float",
            double => "double",
            byte[] => "bytes",
            string => "string",
            AvroRecord record => record.Schema.Name,
            AvroEnum symbol => symbol.Schema.Name,
            AvroFixed bytes => bytes.Schema.Name,
            IReadOnlyDictionary<string, object?> => "map",
            _ => "array",
        };
        var index = union.IndexOf(name);
        return index >= 0 ? index : throw new AvroDataException(AvroDataError.WrongType, -1, $"the union has no branch {name}");
    }
}
