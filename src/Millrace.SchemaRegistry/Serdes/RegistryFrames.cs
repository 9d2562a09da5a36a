using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.Avro;

namespace Millrace.SchemaRegistry.Serdes;

/// <summary>What the serdes of a registry's frames have in common: ids to write, writers' schemas to read by, and the checks at start.</summary>
internal sealed class RegistryFrames<T>
{
    private readonly AvroSerdeOptions _options;
    private readonly RecordReader<T> _reader;
    private readonly WriterSchemas<T> _writers;
    private readonly WrittenSchema? _written;
    private readonly SubjectCheck<T> _check;
    private readonly PlaceTable _places = new();

    /// <summary>Puts the parts together; the registry is not asked yet.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="options">How it is dealt with; null for the defaults.</param>
    /// <param name="reader">What is read.</param>
    /// <param name="text">The text of the schema that is written; null where nothing is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where outages are logged.</param>
    public RegistryFrames(
        ISchemaRegistryClient registry, AvroSerdeOptions? options, RecordReader<T> reader, string? text, TimeProvider time, ILogger? logger)
    {
        _options = options ?? new AvroSerdeOptions();
        if (_options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException("Avro serde: " + string.Join("; ", errors), nameof(options));
        _reader = reader;
        _writers = new WriterSchemas<T>(registry, reader, _options, time, logger ?? NullLogger.Instance);
        _written = text is null ? null : new WrittenSchema(registry, _options, reader.Schema!, text);
        _check = new SubjectCheck<T>(registry, reader, _writers);
    }

    public async ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation)
    {
        var subject = _options.Subject(context, _reader.Name);
        if (use.HasFlag(SerdeUse.Write) && !_places.TryFind(context, out _))
        {
            if (_written is null)
                throw new InvalidOperationException($"a serde without a schema only reads, and cannot write to {context.Topic}");
            var id = await _written.GetIdAsync(subject, cancellation);
            _writers.Add(id, _reader.Schema!);
            _places.Set(context, id);
        }

        if (use.HasFlag(SerdeUse.Read) && _options.VerifyReads && _reader.Schema is not null)
            await _check.CheckAsync(subject, isState: use == SerdeUse.Both, cancellation);
    }

    public void WriteHeader(IBufferWriter<byte> output, in SerdeContext context)
    {
        if (!_places.TryFind(context, out var id))
        {
            throw new InvalidOperationException(
                $"the serde of {_reader.Name} was not prepared for writing to {context.Topic}: call {nameof(PrepareAsync)} first");
        }

        WireFormat.WriteHeader(output, id);
    }

    public T Read(ReadOnlySpan<byte> data)
    {
        var id = WireFormat.ReadId(data);
        var writer = _writers.Find(id) ?? _writers.FindOrThrow(id);
        var body = data[WireFormat.HeaderSize..];
        try
        {
            var reader = new AvroReader(body);
            var value = writer.Decode(ref reader);
            reader.EnsureEnd();
            return value;
        }
        catch (AvroDataException e) when (e.Path is null)
        {
            throw e.Locate(writer.Schema, body);
        }
    }
}
