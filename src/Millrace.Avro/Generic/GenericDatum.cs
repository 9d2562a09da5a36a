using Millrace.Avro.Binary;
using Millrace.Avro.Generic;

namespace Millrace.Avro;

/// <summary>
/// Values of any schema, for tools. The types are: null, <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>,
/// <see cref="float"/>, <see cref="double"/>, <c>byte[]</c>, <see cref="string"/>, <see cref="AvroRecord"/>,
/// <see cref="AvroEnum"/>, <see cref="AvroFixed"/>, <c>IReadOnlyList&lt;object?&gt;</c> and
/// <c>IReadOnlyDictionary&lt;string, object?&gt;</c>; a union is the value of its branch. Logical types are not
/// converted.
/// </summary>
public static class GenericDatum
{
    /// <summary>Reads a value. Errors say which field.</summary>
    /// <exception cref="AvroDataException">The bytes are not such a value.</exception>
    public static object? Read(AvroSchema schema, ref AvroReader reader)
    {
        ArgumentNullException.ThrowIfNull(schema);
        // Looked through first: an error in a value that is nested deep would cost memory for each level that it leaves.
        DatumWalk.Check(schema, reader);
        return GenericReader.Read(schema, ref reader);
    }

    /// <summary>Reads a value that takes the whole of <paramref name="data"/>. Errors say which field.</summary>
    /// <exception cref="AvroDataException">The bytes are not such a value, or go on behind it.</exception>
    public static object? Read(AvroSchema schema, ReadOnlySpan<byte> data)
    {
        var reader = new AvroReader(data);
        var value = Read(schema, ref reader);
        reader.EnsureEnd();
        return value;
    }

    /// <summary>Writes a value. In a union its type, and the schema that it carries, say which branch it is of.</summary>
    /// <exception cref="AvroDataException">It is not a value of the schema; the path says where.</exception>
    public static void Write(AvroSchema schema, object? value, ref AvroWriter writer)
    {
        ArgumentNullException.ThrowIfNull(schema);
        GenericWriter.WriteValue(schema, value, ref writer);
    }
}
