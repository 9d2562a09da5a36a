namespace Millrace.SchemaRegistry.Development;

/// <summary>The ways in which a reader cannot read a writer; the names are those of Java Avro, which registries answer with.</summary>
internal enum MismatchKind
{
    TypeMismatch,
    NameMismatch,
    FixedSizeMismatch,
    MissingEnumSymbols,
    MissingUnionBranch,
    ReaderFieldMissingDefaultValue,
}

/// <summary>One reason for which a reader cannot read a writer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where in the reader's schema, as a JSON pointer.</param>
/// <param name="Detail">The same for people.</param>
internal sealed record SchemaMismatch(MismatchKind Kind, string Path, string Detail)
{
    private static readonly string[] Names =
    [
        "TYPE_MISMATCH", "NAME_MISMATCH", "FIXED_SIZE_MISMATCH", "MISSING_ENUM_SYMBOLS", "MISSING_UNION_BRANCH",
        "READER_FIELD_MISSING_DEFAULT_VALUE",
    ];

    public string KindName => Names[(int)Kind];

    public override string ToString() => $"{{errorType:'{KindName}', description:'{Detail} (path '{Path}')'}}";
}
