using System.ComponentModel;
using Millrace.Avro.Binary;
using Millrace.Avro.Generic;

namespace Millrace.Avro;

/// <summary>
/// Decoders for values that were written with another schema than the reader's. Make one for each writer and keep it: it
/// may be used from any thread.
/// </summary>
public static class AvroResolution
{
    /// <summary>
    /// Gives the decoder of <typeparamref name="T"/> for a writer's schema: the record's own where both have the same
    /// canonical form, else one that first brings the bytes into the reader's form. For records whose decoder cannot
    /// follow a plan; generated ones can.
    /// </summary>
    /// <exception cref="AvroSchemaException">What the writer writes cannot be read as this record; the path says where.</exception>
    public static AvroDecoder<T> Decoder<T>(AvroSchema writer)
        where T : IAvroRecord<T> => Plan<T>(writer) is { } plan ? (ref AvroReader reader) => plan.Convert<T>(ref reader, T.Decode) : T.Decode;

    /// <summary>
    /// Gives the plan that the decoder of a generated record follows; null where the record's own decoder reads what
    /// <paramref name="writer"/> writes.
    /// </summary>
    /// <exception cref="AvroSchemaException">What the writer writes cannot be read as this record; the path says where.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static AvroPlan? Plan<T>(AvroSchema writer)
        where T : IAvroRecord<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        return writer.ParsingCanonicalForm == T.Schema.ParsingCanonicalForm ? null : AvroTranscoder.Compile(writer, T.Schema).Plan;
    }

    /// <summary>Gives a decoder that reads what <paramref name="writer"/> wrote as generic values of <paramref name="reader"/>.</summary>
    /// <exception cref="AvroSchemaException">No value of the writer can be read with the reader's schema; the path says where.</exception>
    public static AvroDecoder<object?> GenericDecoder(AvroSchema writer, AvroSchema reader)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reader);
        var plan = AvroTranscoder.Compile(writer, reader).Plan;
        return (ref AvroReader data) =>
        {
            DatumWalk.Check(writer, data);
            return PlannedReader.Read(reader, plan, ref data);
        };
    }
}
