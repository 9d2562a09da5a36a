namespace Millrace.Avro;

/// <summary>The ways in which a reader cannot read a writer, as Java Avro's SchemaCompatibility tells them apart.</summary>
public enum AvroMismatchKind
{
    /// <summary>Values of the one type cannot be read as the other.</summary>
    TypeMismatch,

    /// <summary>Two records, enums or fixed of different names, and no alias says that they are the same.</summary>
    NameMismatch,

    /// <summary>Two fixed of different sizes.</summary>
    FixedSizeMismatch,

    /// <summary>The reader's enum lacks symbols of the writer's, and has no default.</summary>
    MissingEnumSymbols,

    /// <summary>The reader's union lacks a branch for what the writer may write.</summary>
    MissingUnionBranch,

    /// <summary>The reader has a field that the writer lacks, without a default.</summary>
    ReaderFieldMissingDefaultValue,
}
