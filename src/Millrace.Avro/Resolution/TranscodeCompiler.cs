using Millrace.Avro.Schemas;

namespace Millrace.Avro.Resolution;

/// <summary>
/// Section "Schema Resolution" of the specification. Two schemas that do not fit everywhere still give a plan, which
/// fails for the values concerned alone; all places that do not fit are in <see cref="Offences"/>.
/// </summary>
internal sealed class TranscodeCompiler
{
    private readonly Dictionary<(AvroSchema Writer, AvroSchema Reader), RecordStep> _records = [];
    private readonly SkipCompiler _skips = new();

    public SkipCompiler Skips => _skips;

    public List<AvroSchemaException> Offences { get; private set; } = [];

    public TranscodeStep Compile(AvroSchema writer, AvroSchema reader, string path)
    {
        if (writer is UnionSchema writerUnion)
            return CompileWriterUnion(writerUnion, reader, path);
        if (reader is UnionSchema readerUnion)
            return CompileReaderUnion(writer, readerUnion, path);
        if (writer.Kind == reader.Kind)
            return CompileSameKind(writer, reader, path);
        return Promote(writer, reader) ?? Fail(path, $"{Describe(writer)} cannot be read as {Describe(reader)}");
    }

    private TranscodeStep CompileSameKind(AvroSchema writer, AvroSchema reader, string path)
    {
        if (writer is NamedSchema from && reader is NamedSchema to && !SchemaMatch.HasSameName(from, to))
            return Fail(path, $"{Describe(writer)} is not {Describe(reader)}, and no alias says so");
        switch (writer, reader)
        {
            case (RecordSchema w, RecordSchema r):
                return CompileRecord(w, r, path);
            case (EnumSchema w, EnumSchema r):
                return CompileEnum(w, r, path);
            case (FixedSchema w, FixedSchema r):
                return w.Size == r.Size ? Copy(w) : Fail(path, $"the writer's fixed has {w.Size} bytes, the reader's {r.Size}");
            case (ArraySchema w, ArraySchema r):
                return Simplify(
                    new BlocksStep(Compile(w.Items, r.Items, path + ".items"), w.MinimumItemBytes, isMap: false), w, r);
            case (MapSchema w, MapSchema r):
                return Simplify(
                    new BlocksStep(Compile(w.Values, r.Values, path + ".values"), w.MinimumEntryBytes, isMap: true), w, r);
            default:
                return Copy(writer);
        }
    }

    private TranscodeStep CompileRecord(RecordSchema writer, RecordSchema reader, string path)
    {
        if (IsSame(writer, reader))
            return Copy(writer);
        if (_records.TryGetValue((writer, reader), out var known))
            return known;
        var step = new RecordStep();
        _records.Add((writer, reader), step);

        var sources = new int[reader.Fields.Count];
        var parts = new TranscodeStep[reader.Fields.Count];
        foreach (var field in reader.Fields)
        {
            var at = $"{path}.fields[{field.Index}]";
            var source = SchemaMatch.FindSource(writer, field);
            sources[field.Index] = source?.Index ?? -1;
            if (source is not null)
                parts[field.Index] = Compile(source.Schema, field.Schema, at + ".type");
            else if (field.HasDefault)
                parts[field.Index] = new ConstantStep(field.EncodedDefault);
            else
                parts[field.Index] = Fail(at, $"the writer has no field \"{field.Name}\", and it has no default");
        }

        step.Fields = new RecordFields(writer, sources, parts);
        step.Parts = RecordOrder.Arrange(step.Fields, _skips);
        return step;
    }

    private TranscodeStep CompileEnum(EnumSchema writer, EnumSchema reader, string path)
    {
        var fallback = reader.DefaultSymbol is null ? -1 : reader.IndexOf(reader.DefaultSymbol);
        var indexes = writer.Symbols.Select(reader.IndexOf).Select(index => index < 0 ? fallback : index).ToArray();
        if (Array.IndexOf(indexes, -1) is var missing and >= 0)
            Offences.Add(new AvroSchemaException(path + ".symbols", $"the reader has no symbol \"{writer.Symbols[missing]}\", and no default"));
        var isSame = indexes.Select((index, i) => index == i).All(same => same);
        return isSame ? Copy(writer, isChecked: writer.Symbols.Count == reader.Symbols.Count) : new EnumStep(writer, indexes, path);
    }

    private TranscodeStep CompileWriterUnion(UnionSchema writer, AvroSchema reader, string path)
    {
        if (IsSame(writer, reader))
            return Copy(writer);
        return new UnionStep([.. writer.Branches.Select(branch => Compile(branch, reader, path))]);
    }

    private TranscodeStep CompileReaderUnion(AvroSchema writer, UnionSchema reader, string path)
    {
        var before = Offences;
        (TranscodeStep Step, List<AvroSchemaException> Offences)? failed = null;
        foreach (var index in SchemaMatch.Candidates(writer, reader))
        {
            Offences = [];
            var step = Compile(writer, reader.Branches[index], $"{path}[{index}]");
            if (step.Failure is null)
            {
                before.AddRange(Offences);
                Offences = before;
                return new BranchStep(index, step);
            }

            failed ??= (step, Offences);
        }

        Offences = before;
        if (failed is not { } first)
            return Fail(path, $"no branch of the reader's union takes {Describe(writer)}");
        Offences.AddRange(first.Offences);
        return first.Step;
    }

    private TranscodeStep? Promote(AvroSchema writer, AvroSchema reader) => (writer.Kind, reader.Kind) switch
    {
        // Both have the same bytes; that a string is UTF-8 is seen when it is read.
        (AvroKind.String, AvroKind.Bytes) or (AvroKind.Bytes, AvroKind.String) => Copy(writer),
        // As long as it is an int.
        (AvroKind.Int, AvroKind.Long) => Copy(writer, isChecked: false),
        (AvroKind.Int, AvroKind.Float) => new IntToFloatStep(),
        (AvroKind.Int, AvroKind.Double) => new IntToDoubleStep(),
        (AvroKind.Long, AvroKind.Float) => new LongToFloatStep(),
        (AvroKind.Long, AvroKind.Double) => new LongToDoubleStep(),
        (AvroKind.Float, AvroKind.Double) => new FloatToDoubleStep(),
        _ => null,
    };

    private CopyStep Copy(AvroSchema writer, bool isChecked = true) => new(_skips.Compile(writer), isChecked);

    private TranscodeStep Simplify(TranscodeStep step, AvroSchema writer, AvroSchema reader) => IsSame(writer, reader) ? Copy(writer) : step;

    private static bool IsSame(AvroSchema writer, AvroSchema reader) => writer.ParsingCanonicalForm == reader.ParsingCanonicalForm;

    private FailStep Fail(string path, string rule)
    {
        var failure = new AvroSchemaException(path, rule);
        Offences.Add(failure);
        return new FailStep(failure);
    }

    private static string Describe(AvroSchema schema) =>
        schema is NamedSchema named ? $"{SchemaNames.OfKind(schema.Kind)} {named.Name}" : SchemaNames.OfKind(schema.Kind);
}
