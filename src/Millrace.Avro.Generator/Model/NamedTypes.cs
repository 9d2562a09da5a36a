namespace Millrace.Avro.Generator.Model;

/// <summary>Finds the types with names in a schema.</summary>
internal static class NamedTypes
{
    public static void Collect(AvroSchema schema, List<NamedSchema> found)
    {
        switch (schema)
        {
            case NamedSchema named when found.Contains(named):
                break;
            case RecordSchema record:
                found.Add(record);
                foreach (var field in record.Fields)
                    Collect(field.Schema, found);
                break;
            case NamedSchema named:
                found.Add(named);
                break;
            case ArraySchema array:
                Collect(array.Items, found);
                break;
            case MapSchema map:
                Collect(map.Values, found);
                break;
            case UnionSchema union:
                foreach (var branch in union.Branches)
                    Collect(branch, found);
                break;
        }
    }
}
