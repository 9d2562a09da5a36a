using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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
    private readonly ISchemaRegistryClient _registry;
    private readonly AvroSerdeOptions _options;
    private readonly WriterSchemas<T> _writers;
    private readonly PlaceTable _places = new();

    /// <summary>Creates the serde; it asks the registry for nothing yet.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="options">How it deals with the registry.</param>
    /// <param name="logger">Outages and incompatible schemas are logged here.</param>
    /// <exception cref="ArgumentException">The options break rules; the message says all of them.</exception>
    public AvroSerde(ISchemaRegistryClient registry, AvroSerdeOptions? options = null, ILogger<AvroSerde<T>>? logger = null)
        : this(registry, options, TimeProvider.System, logger)
    {
    }

    internal AvroSerde(ISchemaRegistryClient registry, AvroSerdeOptions? options, TimeProvider time, ILogger? logger = null)
    {
        _registry = registry;
        _options = options ?? new AvroSerdeOptions();
        if (_options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException("Avro serde: " + string.Join("; ", errors), nameof(options));
        _writers = new WriterSchemas<T>(registry, _options, time, logger ?? NullLogger.Instance);
    }

    /// <summary>
    /// Obtains the id to write at a place: registers the schema where <see cref="AvroSerdeOptions.AutoRegister"/> says
    /// so, else looks it up. Reading needs no preparation.
    /// </summary>
    /// <exception cref="SchemaRegistryException">
    /// The registry is away (transient), the schema does not fit the subject's earlier ones, or it is not registered.
    /// </exception>
    public override async ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation)
    {
        if (!use.HasFlag(SerdeUse.Write) || _places.TryFind(context, out _))
            return;
        var subject = _options.Subject(context, T.Schema.Name);
        var schema = new RegistrySchema(T.SchemaText);
        var id = _options.AutoRegister
            ? await _registry.RegisterAsync(subject, schema, _options.Normalize, cancellation)
            : await LookUpAsync(subject, schema, cancellation);
        _writers.SetOwn(id);
        _places.Set(context, id);
    }

    /// <inheritdoc/>
    public override string Format => $"Avro {T.Schema.Name}";

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The serde was not prepared for writing at that place.</exception>
    public override void Serialize(T value, IBufferWriter<byte> output, in SerdeContext context)
    {
        if (!_places.TryFind(context, out var id))
        {
            throw new InvalidOperationException(
                $"the serde of {typeof(T).Name} was not prepared for writing to {context.Topic}: call {nameof(PrepareAsync)} first");
        }

        WireFormat.WriteHeader(output, id);
        var writer = new AvroWriter(output);
        T.Encode(value, ref writer);
        writer.Flush();
    }

    /// <inheritdoc/>
    /// <exception cref="WireFormatException">It is no frame, or the registry does not know its schema, or what that writes cannot be read as the record.</exception>
    /// <exception cref="AvroDataException">The body is not what its schema says, or goes on behind it.</exception>
    public override T Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        var id = WireFormat.ReadId(data);
        var decode = _writers.Find(id) ?? _writers.FindOrThrow(id);
        var reader = new AvroReader(data[WireFormat.HeaderSize..]);
        var value = decode(ref reader);
        reader.EnsureEnd();
        return value;
    }

    private async ValueTask<int> LookUpAsync(string subject, RegistrySchema schema, CancellationToken cancellation)
    {
        try
        {
            return (await _registry.LookupAsync(subject, schema, _options.Normalize, cancellation)).Id;
        }
        catch (SchemaRegistryException e) when (e.IsNotFound)
        {
            throw new SchemaRegistryException(
                $"the schema of {T.Schema.Name} is not registered under '{subject}': register it, or set {nameof(AvroSerdeOptions.AutoRegister)}",
                e.Status,
                e.ErrorCode,
                isTransient: false,
                e);
        }
    }
}
