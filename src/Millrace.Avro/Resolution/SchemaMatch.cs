namespace Millrace.Avro.Resolution;

/// <summary>Which of the writer's parts the reader's mean.</summary>
internal static class SchemaMatch
{
    /// <summary>The same name without namespace, or one of the reader's aliases.</summary>
    public static bool HasSameName(NamedSchema writer, NamedSchema reader) =>
        writer.SimpleName == reader.SimpleName || reader.Aliases.Contains(writer.Name, StringComparer.Ordinal);

    /// <summary>The writer's field of that name, else of the first alias that it has.</summary>
    public static AvroField? FindSource(RecordSchema writer, AvroField field)
    {
        if (writer.Find(field.Name) is { } source)
            return source;
        foreach (var alias in field.Aliases)
        {
            if (writer.Find(alias) is { } aliased)
                return aliased;
        }

        return null;
    }

    /// <summary>
    /// The reader's branches for a value: the very type first, then a type of the same simple name, then promotions,
    /// each in the union's order.
    /// </summary>
    public static IEnumerable<int> Candidates(AvroSchema writer, UnionSchema reader) =>
        Enumerable.Range(0, reader.Branches.Count)
            .Select(index => (index, rank: Rank(writer, reader.Branches[index])))
            .Where(candidate => candidate.rank < int.MaxValue)
            .OrderBy(candidate => candidate.rank)
            .Select(candidate => candidate.index);

    private static int Rank(AvroSchema writer, AvroSchema reader)
    {
        if (writer.Kind != reader.Kind)
            return IsPromotable(writer.Kind, reader.Kind) ? 2 : int.MaxValue;
        if (writer is not NamedSchema from || reader is not NamedSchema to || from.Name == to.Name)
            return 0;
        return to.Aliases.Contains(from.Name, StringComparer.Ordinal) ? 0 : from.SimpleName == to.SimpleName ? 1 : int.MaxValue;
    }

    /// <summary>Whether values of the one type may be read as the other, which is not the same.</summary>
    public static bool IsPromotable(AvroKind writer, AvroKind reader) => (writer, reader) switch
    {
        (AvroKind.Int, AvroKind.Long or AvroKind.Float or AvroKind.Double) => true,
        (AvroKind.Long, AvroKind.Float or AvroKind.Double) => true,
        (AvroKind.Float, AvroKind.Double) => true,
        (AvroKind.String, AvroKind.Bytes) or (AvroKind.Bytes, AvroKind.String) => true,
        _ => false,
    };
}
