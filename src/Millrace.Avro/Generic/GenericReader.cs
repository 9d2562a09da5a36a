using Millrace.Avro.Schemas;

namespace Millrace.Avro.Generic;

/// <summary>Reads values of any schema by walking it.</summary>
internal static class GenericReader
{
    private static readonly object True = true;
    private static readonly object False = false;
    private static readonly object?[] NoItems = [];
    private static readonly Dictionary<string, object?> NoMembers = [];

    public static object? Read(AvroSchema schema, ref AvroReader reader) => schema switch
    {
        RecordSchema record => ReadRecord(record, ref reader),
        EnumSchema symbols => new AvroEnum(symbols, reader.ReadEnumIndex(symbols.Symbols.Count)),
        FixedSchema bytes => new AvroFixed(bytes, reader.ReadFixed(bytes.Size).ToArray()),
        ArraySchema array => ReadArray(array, ref reader),
        MapSchema map => ReadMap(map, ref reader),
        UnionSchema union => Read(union.Branches[reader.ReadUnionIndex(union.Branches.Count)], ref reader),
        _ => schema.Kind switch
        {
            AvroKind.Null => null,
            AvroKind.Boolean => reader.ReadBoolean() ? True : False,
            AvroKind.Int => reader.ReadInt(),
            AvroKind.Long => reader.ReadLong(),
            AvroKind.Float => reader.ReadFloat(),
            AvroKind.Double => reader.ReadDouble(),
            AvroKind.Bytes => reader.ReadBytes().ToArray(),
            _ => reader.ReadString(),
        },
    };

    private static AvroRecord ReadRecord(RecordSchema schema, ref AvroReader reader)
    {
        reader.Enter();
        var record = new AvroRecord(schema);
        for (var i = 0; i < schema.Fields.Count; i++)
            record[i] = Read(schema.Fields[i].Schema, ref reader);
        reader.Leave();
        return record;
    }

    private static object?[] ReadArray(ArraySchema schema, ref AvroReader reader)
    {
        var items = NoItems;
        var used = 0;
        var minimum = SchemaShape.MinimumBytes(schema.Items);
        while (reader.ReadBlockCount(minimum) is var count and > 0)
        {
            for (; count > 0; count--)
            {
                if (used == items.Length)
                    AvroReader.Grow(ref items, count);
                items[used++] = Read(schema.Items, ref reader);
            }
        }

        return used == items.Length ? items : items[..used];
    }

    private static Dictionary<string, object?> ReadMap(MapSchema schema, ref AvroReader reader)
    {
        var map = NoMembers;
        var minimum = SchemaShape.MinimumEntryBytes(schema);
        while (reader.ReadBlockCount(minimum) is var count and > 0)
        {
            if (map == NoMembers)
                map = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (; count > 0; count--)
            {
                var key = reader.ReadString();
                map[key] = Read(schema.Values, ref reader);
            }
        }

        return map;
    }
}
