using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Millrace;

/// <summary>Values as JSON in UTF-8, by what System.Text.Json's source generation knows of their type.</summary>
/// <typeparam name="T">The values' type.</typeparam>
/// <param name="type">What is known of it, for example <c>MyJsonContext.Default.Reading</c>.</param>
public sealed class JsonSerde<T>(JsonTypeInfo<T> type) : Serde<T>
{
    [ThreadStatic]
    private static (JsonTypeInfo<T> Type, Utf8JsonWriter Writer) _ofThread;

    private readonly JsonTypeInfo<T> _type = type ?? throw new ArgumentNullException(nameof(type));

    /// <inheritdoc/>
    public override string Format => $"JSON {TypeNames.Of(typeof(T))}";

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The value cannot be written, for example because it refers to itself.</exception>
    public override void Serialize(T value, IBufferWriter<byte> output, in SerdeContext context)
    {
        var writer = Writer(output);
        try
        {
            JsonSerializer.Serialize(writer, value, _type);
            writer.Flush();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new SerdeException($"{typeof(T).Name} cannot be written as JSON: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public override T Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        try
        {
            return JsonSerializer.Deserialize(data, _type) ?? throw new SerdeException("The JSON text is 'null'; a value that is absent is a null record, without a text.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new SerdeException($"Not JSON of {typeof(T).Name}: {e.Message}", e);
        }
    }

    private Utf8JsonWriter Writer(IBufferWriter<byte> output)
    {
        if (!ReferenceEquals(_ofThread.Type, _type))
        {
            _ofThread = (_type, new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = _type.Options.Encoder, Indented = _type.Options.WriteIndented }));
        }
        else
        {
            _ofThread.Writer.Reset(output);
        }

        return _ofThread.Writer;
    }
}
