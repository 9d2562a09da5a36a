using System.Buffers;
using Microsoft.Extensions.Logging;
using Millrace.Avro;
using Millrace.SchemaRegistry.Serdes;

namespace Millrace.SchemaRegistry;

/// <summary>
/// Reads and writes records in Confluent's wire format whose schema is known at run time alone. With a schema, every
/// record is read as that schema says, whatever it was written with, and is written with it. Without one, each record
/// is read as it was written, and nothing can be written. It deals with the registry as <see cref="AvroSerde{T}"/> does.
/// </summary>
public sealed class GenericAvroSerde : Serde<AvroRecord>
{
    private readonly RegistryFrames<AvroRecord> _frames;
    private readonly RecordSchema? _schema;

    /// <summary>Creates the serde; it asks the registry for nothing yet.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="schema">What records are read as and written with; null to read each as it was written.</param>
    /// <param name="options">How it deals with the registry.</param>
    /// <param name="logger">Outages and incompatible schemas are logged here.</param>
    /// <exception cref="ArgumentException">The options break rules; the message says all of them.</exception>
    public GenericAvroSerde(
        ISchemaRegistryClient registry, RecordSchema? schema = null, AvroSerdeOptions? options = null, ILogger<GenericAvroSerde>? logger = null)
    {
        _schema = schema;
        var reader = new RecordReader<AvroRecord>(schema?.Name ?? "a generic record", schema, writer => Resolve(writer, schema));
        _frames = new RegistryFrames<AvroRecord>(registry, options, reader, schema?.ToString(), TimeProvider.System, logger);
    }

    /// <inheritdoc/>
    public override string Format => $"Avro {_schema?.Name ?? "as written"}";

    /// <summary>As that of <see cref="AvroSerde{T}"/>. Without a schema there is nothing to obtain.</summary>
    /// <exception cref="InvalidOperationException">It has no schema and is to write.</exception>
    /// <exception cref="IncompatibleSchemaException">What is registered does not fit; the message names the field.</exception>
    /// <exception cref="SchemaRegistryException">The registry is away (transient), or the schema is not registered.</exception>
    public override ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation) =>
        _frames.PrepareAsync(context, use, cancellation);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The serde was not prepared for writing at that place.</exception>
    /// <exception cref="AvroDataException">The record is not one of the serde's schema; the path says where.</exception>
    public override void Serialize(AvroRecord value, IBufferWriter<byte> output, in SerdeContext context)
    {
        _frames.WriteHeader(output, context);
        var writer = new AvroWriter(output);
        GenericDatum.Write(_schema!, value, ref writer);
        writer.Flush();
    }

    /// <inheritdoc/>
    /// <exception cref="WireFormatException">It is no frame, or the registry does not know its schema, or what that writes cannot be read.</exception>
    /// <exception cref="AvroDataException">The body is not what its schema says, or goes on behind it; the path says where.</exception>
    public override AvroRecord Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => _frames.Read(data);

    private static AvroDecoder<AvroRecord> Resolve(AvroSchema writer, RecordSchema? schema)
    {
        if (schema is null && writer is not RecordSchema)
            throw new NotSupportedException($"it writes {writer.Name}, not a record");
        var decode = AvroResolution.GenericDecoder(writer, schema ?? writer);
        return (ref AvroReader reader) => (AvroRecord)decode(ref reader)!;
    }
}
