using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Millrace.Avro;

namespace Millrace.SchemaRegistry;

/// <summary>
/// Gives the serde of each record type that was registered here, so that a topology names none. Types are registered
/// one by one because a program that is compiled ahead of time cannot make them up at run time.
/// </summary>
/// <param name="registry">The registry that all the serdes share.</param>
/// <param name="options">How they deal with it.</param>
/// <param name="loggers">Where they log.</param>
public sealed class AvroSerdeProvider(ISchemaRegistryClient registry, AvroSerdeOptions? options = null, ILoggerFactory? loggers = null)
    : ISerdeProvider
{
    private readonly ConcurrentDictionary<Type, object> _serdes = new();

    /// <summary>Adds a record type; once more changes nothing.</summary>
    public AvroSerdeProvider Register<T>()
        where T : IAvroRecord<T>
    {
        _serdes.GetOrAdd(typeof(T), _ => new AvroSerde<T>(registry, options, loggers?.CreateLogger<AvroSerde<T>>()));
        return this;
    }

    /// <inheritdoc/>
    public bool TryGet<T>([NotNullWhen(true)] out Serde<T>? serde)
    {
        serde = _serdes.TryGetValue(typeof(T), out var found) ? (Serde<T>)found : null;
        return serde is not null;
    }
}
