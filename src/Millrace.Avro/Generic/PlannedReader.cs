namespace Millrace.Avro.Generic;

/// <summary>Reads generic values that were written with another schema, by their plan.</summary>
internal static class PlannedReader
{
    public static object? Read(AvroSchema schema, AvroPlan? plan, ref AvroReader reader)
    {
        if (plan is null)
            return GenericReader.Read(schema, ref reader);
        switch (plan.Kind, schema)
        {
            case (AvroPlanKind.Record, RecordSchema record):
                return ReadRecord(record, plan, ref reader);
            case (AvroPlanKind.Enum, EnumSchema symbols):
                return symbols.Values[plan.ReadEnumIndex(ref reader)];
            case (AvroPlanKind.Union, UnionSchema union):
                var index = reader.ReadUnionIndex(union.Branches.Count);
                return Read(union.Branches[index], plan.Branch(index), ref reader);
            case (AvroPlanKind.Items, ArraySchema array):
                return ReadArray(array, plan, ref reader);
            case (AvroPlanKind.Items, MapSchema map):
                return ReadMap(map, plan, ref reader);
            default:
                return plan.Convert(ref reader, (ref AvroReader converted) => GenericReader.Read(schema, ref converted));
        }
    }

    private static AvroRecord ReadRecord(RecordSchema schema, AvroPlan plan, ref AvroReader reader)
    {
        reader.Enter();
        var record = new AvroRecord(schema);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            var field = schema.Fields[i];
            var part = plan.Field(i);
            part?.SkipBefore(ref reader);
            record[i] = part is { IsDefault: true } ? ReadDefault(field) : Read(field.Schema, part?.Value, ref reader);
        }

        plan.SkipRest(ref reader);
        reader.Leave();
        return record;
    }

    // Read anew each time: whoever changes an array of one record must not change another's.
    private static object? ReadDefault(AvroField field)
    {
        var reader = new AvroReader(field.EncodedDefault);
        return GenericReader.Read(field.Schema, ref reader);
    }

    private static object?[] ReadArray(ArraySchema schema, AvroPlan plan, ref AvroReader reader)
    {
        var items = default(ItemBuffer<object?>);
        while (reader.ReadBlockCount(plan.MinimumBytes) is var count and > 0)
        {
            for (; count > 0; count--)
                items.Add(Read(schema.Items, plan.Item, ref reader));
        }

        var result = items.Items.ToArray();
        items.Dispose();
        return result;
    }

    private static IReadOnlyDictionary<string, object?> ReadMap(MapSchema schema, AvroPlan plan, ref AvroReader reader)
    {
        var members = default(ItemBuffer<KeyValuePair<string, object?>>);
        while (reader.ReadBlockCount(plan.MinimumBytes) is var count and > 0)
        {
            for (; count > 0; count--)
                members.Add(new(reader.ReadString(), Read(schema.Values, plan.Item, ref reader)));
        }

        var result = SmallMap.Of(members.Items);
        members.Dispose();
        return result;
    }
}
