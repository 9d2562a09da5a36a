using System.Buffers;

namespace Millrace.Avro;

/// <summary>Whole values to bytes and back.</summary>
public static class AvroBinary
{
    /// <summary>Appends the record's bytes.</summary>
    /// <exception cref="AvroDataException">A value has no form in the schema.</exception>
    public static void Write<T>(T value, IBufferWriter<byte> output)
        where T : IAvroRecord<T>
    {
        var writer = new AvroWriter(output);
        T.Encode(value, ref writer);
        writer.Flush();
    }

    /// <summary>The record's bytes.</summary>
    /// <exception cref="AvroDataException">A value has no form in the schema.</exception>
    public static byte[] ToArray<T>(T value)
        where T : IAvroRecord<T>
    {
        var output = new ArrayBufferWriter<byte>();
        Write(value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads a record from the whole of <paramref name="data"/>, written with its own schema. Errors say which field.</summary>
    /// <exception cref="AvroDataException">The bytes are not such a record, or go on behind it.</exception>
    public static T Read<T>(ReadOnlySpan<byte> data)
        where T : IAvroRecord<T>
    {
        try
        {
            return Read(data, T.Decode);
        }
        catch (AvroDataException e) when (e.Path is null)
        {
            throw e.Locate(T.Schema, data);
        }
    }

    /// <summary>Reads a value from the whole of <paramref name="data"/> with a decoder, as <see cref="IAvroRecord{TSelf}.ResolveDecoder"/> gives it.</summary>
    /// <exception cref="AvroDataException">The bytes are not such a value, or go on behind it.</exception>
    public static T Read<T>(ReadOnlySpan<byte> data, AvroDecoder<T> decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        var reader = new AvroReader(data);
        var value = decoder(ref reader);
        reader.EnsureEnd();
        return value;
    }
}
