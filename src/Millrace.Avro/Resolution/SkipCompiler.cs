namespace Millrace.Avro.Resolution;

/// <summary>Compiles schemas to steps that pass over their values.</summary>
internal sealed class SkipCompiler
{
    private static readonly SkipStep Boolean = new SkipBoolean();
    private static readonly SkipStep Int = new SkipInt();
    private static readonly SkipStep Long = new SkipLong();
    private static readonly SkipStep Bytes = new SkipBytes();

    private readonly Dictionary<AvroSchema, SkipStep> _records = [];

    public SkipStep Compile(AvroSchema schema) => schema switch
    {
        RecordSchema record => CompileRecord(record),
        EnumSchema symbols => new SkipEnum(symbols.Symbols.Count),
        FixedSchema bytes => new SkipBytesOfFixedSize(bytes.Size),
        ArraySchema array => new SkipBlocks(Compile(array.Items), array.MinimumItemBytes),
        MapSchema map => CompileMap(map),
        UnionSchema union => new SkipUnion([.. union.Branches.Select(Compile)]),
        _ => schema.Kind switch
        {
            AvroKind.Null => new SkipBytesOfFixedSize(0),
            AvroKind.Boolean => Boolean,
            AvroKind.Int => Int,
            AvroKind.Long => Long,
            AvroKind.Float => new SkipBytesOfFixedSize(sizeof(float)),
            AvroKind.Double => new SkipBytesOfFixedSize(sizeof(double)),
            _ => Bytes,
        },
    };

    private SkipAll CompileRecord(RecordSchema record)
    {
        if (_records.TryGetValue(record, out var known))
            return (SkipAll)known;
        var step = new SkipAll();
        _records.Add(record, step);
        var parts = new List<SkipStep>();
        foreach (var field in record.Fields)
        {
            var part = Compile(field.Schema);
            if (part is SkipBytesOfFixedSize next && parts.Count > 0 && parts[^1] is SkipBytesOfFixedSize last && (long)last.Size + next.Size <= int.MaxValue)
                parts[^1] = new SkipBytesOfFixedSize(last.Size + next.Size);
            else
                parts.Add(part);
        }

        step.Parts = [.. parts];
        return step;
    }

    private SkipBlocks CompileMap(MapSchema map)
    {
        var entry = new SkipAll { Parts = [Bytes, Compile(map.Values)] };
        return new SkipBlocks(entry, map.MinimumEntryBytes);
    }
}
