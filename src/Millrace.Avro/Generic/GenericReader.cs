namespace Millrace.Avro.Generic;

/// <summary>Reads values of any schema by walking it.</summary>
internal static class GenericReader
{
    public static object? Read(AvroSchema schema, ref AvroReader reader) => schema switch
    {
        RecordSchema record => ReadRecord(record, ref reader),
        EnumSchema symbols => symbols.Values[reader.ReadEnumIndex(symbols.Symbols.Count)],
        FixedSchema bytes => new AvroFixed(bytes, Boxes.Of(reader.ReadFixed(bytes.Size))),
        ArraySchema array => ReadArray(array, ref reader),
        MapSchema map => ReadMap(map, ref reader),
        UnionSchema union => Read(union.Branches[reader.ReadUnionIndex(union.Branches.Count)], ref reader),
        _ => schema.Kind switch
        {
            AvroKind.Null => null,
            AvroKind.Boolean => Boxes.Of(reader.ReadBoolean()),
            AvroKind.Int => Boxes.Of(reader.ReadInt()),
            AvroKind.Long => Boxes.Of(reader.ReadLong()),
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
        var items = default(ItemBuffer<object?>);
        while (reader.ReadBlockCount(schema.MinimumItemBytes) is var count and > 0)
        {
            for (; count > 0; count--)
                items.Add(Read(schema.Items, ref reader));
        }

        var result = items.Items.ToArray();
        items.Dispose();
        return result;
    }

    private static IReadOnlyDictionary<string, object?> ReadMap(MapSchema schema, ref AvroReader reader)
    {
        var members = default(ItemBuffer<KeyValuePair<string, object?>>);
        while (reader.ReadBlockCount(schema.MinimumEntryBytes) is var count and > 0)
        {
            for (; count > 0; count--)
                members.Add(new(reader.ReadString(), Read(schema.Values, ref reader)));
        }

        var result = SmallMap.Of(members.Items);
        members.Dispose();
        return result;
    }
}
