namespace Millrace.Avro;

/// <summary>Decoders for values that were written with another schema than the reader's.</summary>
public static class AvroResolution
{
    /// <summary>
    /// Gives the decoder of <typeparamref name="T"/> for a writer's schema: the record's own where both have the same
    /// canonical form.
    /// </summary>
    /// <exception cref="AvroSchemaException">What the writer writes cannot be read as this record; the path says where.</exception>
    public static AvroDecoder<T> Decoder<T>(AvroSchema writer)
        where T : IAvroRecord<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (writer.ParsingCanonicalForm == T.Schema.ParsingCanonicalForm)
            return T.Decode;
        throw new AvroSchemaException("$", "the writer's schema is another one than the reader's, and resolution is not built yet");
    }
}
