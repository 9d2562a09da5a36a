using System.Buffers;

namespace Millrace.Avro;

/// <summary>Decoders for values that were written with another schema than the reader's.</summary>
public static class AvroResolution
{
    // A buffer that one large value made large is not kept for the many small ones.
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>
    /// Gives the decoder of <typeparamref name="T"/> for a writer's schema: the record's own where both have the same
    /// canonical form, else one that first brings the bytes into the reader's form.
    /// </summary>
    /// <exception cref="AvroSchemaException">What the writer writes cannot be read as this record; the path says where.</exception>
    public static AvroDecoder<T> Decoder<T>(AvroSchema writer)
        where T : IAvroRecord<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (writer.ParsingCanonicalForm == T.Schema.ParsingCanonicalForm)
            return T.Decode;
        var transcoder = AvroTranscoder.Compile(writer, T.Schema);
        return (ref AvroReader reader) => Decode<T>(transcoder, ref reader);
    }

    private static T Decode<T>(AvroTranscoder transcoder, ref AvroReader reader)
        where T : IAvroRecord<T>
    {
        var buffer = _buffer ?? new ArrayBufferWriter<byte>();
        _buffer = null;
        var writer = new AvroWriter(buffer);
        transcoder.Transcode(ref reader, ref writer);
        writer.Flush();
        var value = DecodeResolved<T>(buffer.WrittenSpan, offset: reader.Position);
        if (buffer.Capacity <= LargestKept)
        {
            buffer.ResetWrittenCount();
            _buffer = buffer;
        }

        return value;
    }

    // What the plan copied is checked here (text, ranges); the place in the reader's form means nothing to anybody, but
    // the field does.
    private static T DecodeResolved<T>(ReadOnlySpan<byte> data, int offset)
        where T : IAvroRecord<T>
    {
        try
        {
            var reader = new AvroReader(data);
            return T.Decode(ref reader);
        }
        catch (AvroDataException e)
        {
            throw new AvroDataException(e.Error, offset, e.Detail, e.Locate(T.Schema, data).Path);
        }
    }
}
