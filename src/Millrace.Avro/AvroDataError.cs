namespace Millrace.Avro;

/// <summary>What is wrong with bytes that are not a value of their schema, or with a value that has no bytes.</summary>
public enum AvroDataError
{
    /// <summary>The bytes end before the value does.</summary>
    Truncated,

    /// <summary>The bytes go on behind the value.</summary>
    TrailingBytes,

    /// <summary>A varint is longer than 5 (int) or 10 (long) bytes, or does not fit its type.</summary>
    BadVarint,

    /// <summary>A boolean is neither 0 nor 1.</summary>
    BadBoolean,

    /// <summary>A string is not UTF-8.</summary>
    BadUtf8,

    /// <summary>A length is negative or goes beyond the bytes.</summary>
    BadLength,

    /// <summary>A block says more items than the bytes behind it could hold.</summary>
    BadCount,

    /// <summary>An enum has no symbol of that index.</summary>
    BadEnumIndex,

    /// <summary>A union has no branch of that index.</summary>
    BadUnionIndex,

    /// <summary>Records are nested deeper than <see cref="AvroReader.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>A value is outside what its logical type, or the type that represents it here, can hold.</summary>
    OutOfRange,

    /// <summary>The writer's symbol or branch has no counterpart in the reader's schema.</summary>
    Unresolvable,

    /// <summary>A value is not of the schema's type.</summary>
    WrongType,
}
