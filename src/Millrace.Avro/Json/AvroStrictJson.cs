using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Millrace.Avro.Json;

namespace Millrace.Avro;

/// <summary>
/// Avro's own JSON encoding, section "JSON Encoding" of the specification, as Java's JsonEncoder and JsonDecoder have it:
/// a union's value stands in an object under its branch's name, bytes are a string of code points 0 to 255, logical
/// types are their underlying values. It can be read back without guessing; <see cref="AvroJson"/> is for people.
/// </summary>
public static class AvroStrictJson
{
    // As deep as binary values may go: a level of Avro takes up to three of JSON.
    private const int MaxDepth = 8 * AvroReader.MaxDepth;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };
    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    /// <summary>The record as JSON in one line.</summary>
    public static string ToJson<T>(T value)
        where T : IAvroRecord<T> => ToJson(T.Schema, AvroBinary.ToArray(value));

    /// <summary>The value in <paramref name="datum"/> as JSON in one line.</summary>
    /// <exception cref="AvroDataException">The bytes are not one value of the schema.</exception>
    public static string ToJson(AvroSchema schema, ReadOnlySpan<byte> datum)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, WriterOptions))
        {
            var reader = new AvroReader(datum);
            Write(schema, ref reader, json);
            reader.EnsureEnd();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Reads one value and writes it as one JSON value.</summary>
    /// <exception cref="AvroDataException">The bytes are not such a value.</exception>
    public static void Write(AvroSchema schema, ref AvroReader reader, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(json);
        StrictJsonWriter.Write(schema, ref reader, json);
    }

    /// <summary>Reads a record. A field's default does not stand in for a field that is left out.</summary>
    /// <exception cref="AvroDataException">The text is not such a record; the path says where.</exception>
    public static T FromJson<T>(string json)
        where T : IAvroRecord<T> => AvroBinary.Read<T>(FromJson(T.Schema, json));

    /// <summary>Reads a value into its bytes.</summary>
    /// <exception cref="AvroDataException">The text is not such a value; the path says where.</exception>
    public static byte[] FromJson(AvroSchema schema, string json)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, ReaderOptions);
            var output = new ArrayBufferWriter<byte>();
            var writer = new AvroWriter(output);
            Read(schema, document.RootElement, ref writer);
            writer.Flush();
            return output.WrittenSpan.ToArray();
        }
        catch (JsonException e)
        {
            throw new AvroDataException(AvroDataError.WrongType, -1, $"the text is not JSON: {e.Message}");
        }
    }

    /// <summary>Reads a value and writes its bytes. The caller flushes.</summary>
    /// <exception cref="AvroDataException">The JSON is not such a value; the path says where.</exception>
    public static void Read(AvroSchema schema, JsonElement json, ref AvroWriter writer)
    {
        ArgumentNullException.ThrowIfNull(schema);
        StrictJsonReader.Read(schema, json, ref writer);
    }
}
