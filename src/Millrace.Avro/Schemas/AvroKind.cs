namespace Millrace.Avro;

/// <summary>The types of Avro.</summary>
public enum AvroKind
{
    /// <summary>No value; takes no bytes.</summary>
    Null,

    /// <summary>One byte, 0 or 1.</summary>
    Boolean,

    /// <summary>32 bits, as a zig-zag varint.</summary>
    Int,

    /// <summary>64 bits, as a zig-zag varint.</summary>
    Long,

    /// <summary>4 bytes, IEEE 754, little-endian.</summary>
    Float,

    /// <summary>8 bytes, IEEE 754, little-endian.</summary>
    Double,

    /// <summary>A length and so many bytes.</summary>
    Bytes,

    /// <summary>A length and so many bytes of UTF-8.</summary>
    String,

    /// <summary>The fields, one after the other.</summary>
    Record,

    /// <summary>The index of a symbol.</summary>
    Enum,

    /// <summary>Blocks of items.</summary>
    Array,

    /// <summary>Blocks of keys and values.</summary>
    Map,

    /// <summary>The index of a branch, then its value.</summary>
    Union,

    /// <summary>A fixed number of bytes.</summary>
    Fixed,
}
