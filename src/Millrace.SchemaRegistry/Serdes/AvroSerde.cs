using System.Buffers;
using Microsoft.Extensions.Logging;
using Millrace.Avro;
using Millrace.SchemaRegistry.Serdes;

namespace Millrace.SchemaRegistry;

/// <summary>
/// Reads and writes a generated record in Confluent's wire format. The registry is asked off the hot path: for the id
/// to write when the serde is prepared, for a writer's schema when the first record that carries its id arrives, which
/// waits meanwhile. While the registry is away, records of known ids go on, and the others wait.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class AvroSerde<T> : Serde<T>
    where T : IAvroRecord<T>
{
    private static readonly RecordReader<T> Reader = new(T.Schema.Name, T.Schema, T.ResolveDecoder);

    private readonly RegistryFrames<T> _frames;

    /// <summary>Creates the serde; it asks the registry for nothing yet.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="options">How it deals with the registry.</param>
    /// <param name="logger">Outages and incompatible schemas are logged here.</param>
    /// <exception cref="ArgumentException">The options break rules; the message says all of them.</exception>
    public AvroSerde(ISchemaRegistryClient registry, AvroSerdeOptions? options = null, ILogger<AvroSerde<T>>? logger = null)
        : this(registry, options, TimeProvider.System, logger)
    {
    }

    internal AvroSerde(ISchemaRegistryClient registry, AvroSerdeOptions? options, TimeProvider time, ILogger? logger = null) =>
        _frames = new RegistryFrames<T>(registry, options, Reader, T.SchemaText, time, logger);

    /// <inheritdoc/>
    public override string Format => $"Avro {T.Schema.Name}";

    /// <summary>
    /// Obtains the id to write at a place: registers the schema where <see cref="AvroSerdeOptions.AutoRegister"/> says
    /// so, else looks it up. For reading it makes sure that the record can be read from what the subject's newest version
    /// writes, and for a store, which is read and written, from what any of its versions does.
    /// </summary>
    /// <exception cref="IncompatibleSchemaException">The record does not fit what is registered; the message names the field.</exception>
    /// <exception cref="SchemaRegistryException">The registry is away (transient), or the schema is not registered.</exception>
    public override ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation) =>
        _frames.PrepareAsync(context, use, cancellation);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The serde was not prepared for writing at that place.</exception>
    public override void Serialize(T value, IBufferWriter<byte> output, in SerdeContext context)
    {
        _frames.WriteHeader(output, context);
        var writer = new AvroWriter(output);
        T.Encode(value, ref writer);
        writer.Flush();
    }

    /// <inheritdoc/>
    /// <exception cref="WireFormatException">It is no frame, or the registry does not know its schema, or what that writes cannot be read as the record.</exception>
    /// <exception cref="AvroDataException">The body is not what its schema says, or goes on behind it; the path says in which field.</exception>
    public override T Deserialize(ReadOnlySpan<byte> data, in SerdeContext context) => _frames.Read(data);
}
