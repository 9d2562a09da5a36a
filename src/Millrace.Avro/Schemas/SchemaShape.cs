namespace Millrace.Avro.Schemas;

/// <summary>What can be said about a schema's values without any of them.</summary>
internal static class SchemaShape
{
    /// <summary>How many bytes a value takes at least. A record within itself counts nothing.</summary>
    public static int MinimumBytes(AvroSchema schema) => (int)Math.Min(MinimumBytes(schema, []), int.MaxValue);

    /// <summary>The same for a key and a value of a map: the key's length is a byte.</summary>
    public static int MinimumEntryBytes(MapSchema map) => Math.Min(MinimumBytes(map.Values), int.MaxValue - 1) + 1;

    /// <summary>Whether a value of the record can hold another of it.</summary>
    public static bool IsRecursive(RecordSchema record)
    {
        var seen = new HashSet<AvroSchema>();
        foreach (var field in record.Fields)
        {
            if (Reaches(field.Schema, record, seen))
                return true;
        }

        return false;
    }

    private static long MinimumBytes(AvroSchema schema, HashSet<AvroSchema> above)
    {
        switch (schema)
        {
            case RecordSchema record:
                if (!above.Add(record))
                    return 0;
                long sum = 0;
                foreach (var field in record.Fields)
                    sum = Math.Min(sum + MinimumBytes(field.Schema, above), int.MaxValue);
                above.Remove(record);
                return sum;
            case UnionSchema { Branches.Count: > 0 } union:
                long least = int.MaxValue;
                foreach (var branch in union.Branches)
                    least = Math.Min(least, MinimumBytes(branch, above));
                return least + 1;
            case FixedSchema bytes:
                return bytes.Size;
            default:
                return schema.Kind switch
                {
                    AvroKind.Null => 0,
                    AvroKind.Float => sizeof(float),
                    AvroKind.Double => sizeof(double),
                    _ => 1,
                };
        }
    }

    private static bool Reaches(AvroSchema schema, RecordSchema target, HashSet<AvroSchema> seen)
    {
        if (schema == target)
            return true;
        if (!seen.Add(schema))
            return false;
        switch (schema)
        {
            case ArraySchema array:
                return Reaches(array.Items, target, seen);
            case MapSchema map:
                return Reaches(map.Values, target, seen);
            case UnionSchema union:
                foreach (var branch in union.Branches)
                {
                    if (Reaches(branch, target, seen))
                        return true;
                }

                return false;
            case RecordSchema record:
                foreach (var field in record.Fields)
                {
                    if (Reaches(field.Schema, target, seen))
                        return true;
                }

                return false;
            default:
                return false;
        }
    }
}
