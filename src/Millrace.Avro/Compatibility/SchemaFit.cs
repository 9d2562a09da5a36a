using Millrace.Avro.Resolution;

namespace Millrace.Avro.Compatibility;

/// <summary>
/// Says whether a reader's schema can read whatever a writer's schema writes, by the rules of Java Avro's
/// SchemaCompatibility, which decide what registries accept.
/// </summary>
internal sealed class SchemaFit
{
    private readonly Dictionary<(AvroSchema Reader, AvroSchema Writer), IReadOnlyList<AvroMismatch>> _known = [];

    private SchemaFit()
    {
    }

    /// <summary>The reasons why not; empty when it can.</summary>
    public static IReadOnlyList<AvroMismatch> WhyUnreadable(AvroSchema reader, AvroSchema writer) =>
        new SchemaFit().Compare(reader, writer, path: "");

    private IReadOnlyList<AvroMismatch> Compare(AvroSchema reader, AvroSchema writer, string path)
    {
        if (_known.TryGetValue((reader, writer), out var known))
            return known;
        // A pair met again inside itself fits if everything else does.
        _known.Add((reader, writer), []);
        var result = (reader, writer) switch
        {
            (UnionSchema, UnionSchema union) => [.. union.Branches.SelectMany((branch, i) => Branch(reader, branch, $"{path}/{i}"))],
            (_, UnionSchema union) => [.. union.Branches.SelectMany((branch, i) => Compare(reader, branch, $"{path}/{i}"))],
            (UnionSchema union, _) => union.Branches.Any(branch => Compare(branch, writer, path).Count == 0) ? [] : [NoBranch(writer, path)],
            (ArraySchema mine, ArraySchema its) => Compare(mine.Items, its.Items, $"{path}/items"),
            (MapSchema mine, MapSchema its) => Compare(mine.Values, its.Values, $"{path}/values"),
            (NamedSchema mine, NamedSchema its) when mine.Kind == its.Kind => [.. Name(mine, its, path), .. Body(mine, its, path)],
            _ when reader.Kind == writer.Kind || SchemaMatch.IsPromotable(writer.Kind, reader.Kind) => [],
            _ => (IReadOnlyList<AvroMismatch>)
                [new(AvroMismatchKind.TypeMismatch, path.Length == 0 ? "/" : path, $"{reader.Name} does not read {writer.Name}")],
        };
        _known[(reader, writer)] = result;
        return result;
    }

    private AvroMismatch[] Branch(AvroSchema reader, AvroSchema branch, string path) =>
        Compare(reader, branch, path).Count == 0 ? [] : [NoBranch(branch, path)];

    private static AvroMismatch NoBranch(AvroSchema writer, string path) =>
        new(AvroMismatchKind.MissingUnionBranch, path.Length == 0 ? "/" : path, $"the reader's union lacks {writer.Name}");

    private static AvroMismatch[] Name(NamedSchema reader, NamedSchema writer, string path) =>
        SchemaMatch.HasSameName(writer, reader)
            ? []
            : [new(AvroMismatchKind.NameMismatch, $"{path}/name", $"{reader.Name} is not {writer.Name}")];

    private IEnumerable<AvroMismatch> Body(NamedSchema reader, NamedSchema writer, string path) => (reader, writer) switch
    {
        (FixedSchema mine, FixedSchema its) when mine.Size != its.Size =>
            [new(AvroMismatchKind.FixedSizeMismatch, $"{path}/size", $"{mine.Name} has {mine.Size} bytes, the writer's {its.Size}")],
        (EnumSchema mine, EnumSchema its) => Symbols(mine, its, path),
        (RecordSchema mine, RecordSchema its) => mine.Fields.SelectMany(field => Field(field, its, $"{path}/fields/{field.Index}")),
        _ => [],
    };

    private static AvroMismatch[] Symbols(EnumSchema reader, EnumSchema writer, string path)
    {
        var missing = reader.DefaultSymbol is null ? writer.Symbols.Except(reader.Symbols, StringComparer.Ordinal).ToArray() : [];
        return missing.Length == 0
            ? []
            : [new(AvroMismatchKind.MissingEnumSymbols, $"{path}/symbols", $"{reader.Name} lacks {string.Join(", ", missing)}")];
    }

    private IReadOnlyList<AvroMismatch> Field(AvroField field, RecordSchema writer, string path)
    {
        if (SchemaMatch.FindSource(writer, field) is { } counterpart)
            return Compare(field.Schema, counterpart.Schema, $"{path}/type");
        if (field.HasDefault)
            return [];
        // Java compares such an enum with the writer's record, and calls it a type that does not match.
        return field.Schema is EnumSchema { DefaultSymbol: not null }
            ? Compare(field.Schema, writer, $"{path}/type")
            : [new(AvroMismatchKind.ReaderFieldMissingDefaultValue, path, $"the field '{field.Name}' has no default value and the writer lacks it")];
    }
}
