using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Millrace.Avro.Json;

namespace Millrace.Avro;

/// <summary>
/// Values as JSON for people: fields as the schema names them and in its order, enums as their symbols, unions without
/// their branch's name, times in ISO 8601 (timestamps in UTC), bytes in hexadecimal. It cannot be read back without
/// guessing, which is what the binary form and <see cref="AvroStrictJson"/> are for.
/// </summary>
public static class AvroJson
{
    // People read it in a terminal: letters stand as they are, and only what JSON demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 8 * AvroReader.MaxDepth };

    /// <summary>The record as JSON in one line.</summary>
    public static string ToJson<T>(T value)
        where T : IAvroRecord<T> => ToJson(T.Schema, AvroBinary.ToArray(value));

    /// <summary>The value in <paramref name="datum"/> as JSON in one line.</summary>
    /// <exception cref="AvroDataException">The bytes are not one value of the schema.</exception>
    public static string ToJson(AvroSchema schema, ReadOnlySpan<byte> datum)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Options))
        {
            var reader = new AvroReader(datum);
            Write(schema, ref reader, json);
            reader.EnsureEnd();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The generic value as JSON in one line.</summary>
    /// <exception cref="AvroDataException">It is not a value of the schema.</exception>
    public static string ToJson(AvroSchema schema, object? value)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new AvroWriter(output);
        GenericDatum.Write(schema, value, ref writer);
        writer.Flush();
        return ToJson(schema, output.WrittenSpan);
    }

    /// <summary>Writes the record as one JSON value.</summary>
    public static void Write<T>(T value, Utf8JsonWriter json)
        where T : IAvroRecord<T>
    {
        var reader = new AvroReader(AvroBinary.ToArray(value));
        Write(T.Schema, ref reader, json);
    }

    /// <summary>Reads one value and writes it as one JSON value.</summary>
    /// <exception cref="AvroDataException">The bytes are not such a value.</exception>
    public static void Write(AvroSchema schema, ref AvroReader reader, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(json);
        JsonTranscoder.Write(schema, ref reader, json);
    }
}
