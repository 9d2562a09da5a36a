namespace Millrace.Avro;

/// <summary>A record that the generator made from a schema, with its codec.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IAvroRecord<TSelf>
    where TSelf : IAvroRecord<TSelf>
{
    /// <summary>The schema that the record is written with.</summary>
    static abstract AvroSchema Schema { get; }

    /// <summary>The same as JSON that stands alone, as a registry wants it.</summary>
    static abstract string SchemaText { get; }

    /// <summary>Writes the fields in the schema's order. Allocates nothing.</summary>
    /// <exception cref="AvroDataException">A value has no form in the schema: an enum member that is none, for example.</exception>
    static abstract void Encode(TSelf value, ref AvroWriter writer);

    /// <summary>Reads what <see cref="Encode"/> wrote, and leaves the reader behind it.</summary>
    /// <exception cref="AvroDataException">The bytes are not such a record.</exception>
    static abstract TSelf Decode(ref AvroReader reader);

    /// <summary>
    /// Gives a decoder for bytes that were written with another schema. Resolve once for each writer and keep the result.
    /// </summary>
    /// <exception cref="AvroSchemaException">What the writer writes cannot be read as this record; the path says where.</exception>
    static abstract AvroDecoder<TSelf> ResolveDecoder(AvroSchema writer);
}

/// <summary>Reads one value.</summary>
/// <exception cref="AvroDataException">The bytes are not such a value.</exception>
public delegate T AvroDecoder<T>(ref AvroReader reader);
