namespace Millrace.Avro;

/// <summary>What is wrong with an object container file.</summary>
public enum AvroContainerError
{
    /// <summary>It does not begin with <c>Obj</c> and 1.</summary>
    BadMagic,

    /// <summary>Its header has no <c>avro.schema</c>.</summary>
    MissingSchema,

    /// <summary>The schema in its header is none.</summary>
    BadSchema,

    /// <summary>Its codec is not known here, or needs a library that the machine lacks; the message names it.</summary>
    UnknownCodec,

    /// <summary>A length or count is negative, or larger than any that a reader takes.</summary>
    AbsurdLength,

    /// <summary>It ends within its header or within a block.</summary>
    Truncated,

    /// <summary>A block does not end with the file's sync marker.</summary>
    BadSync,

    /// <summary>A block does not hold as many records as it says.</summary>
    BadCount,

    /// <summary>A record's bytes are not a value of the schema.</summary>
    BadData,

    /// <summary>A block's checksum does not fit its bytes.</summary>
    BadCrc,

    /// <summary>A block cannot be decompressed.</summary>
    BadCompressedData,
}
