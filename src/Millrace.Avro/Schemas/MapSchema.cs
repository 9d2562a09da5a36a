using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>A map: values of one type under keys that are strings.</summary>
public sealed class MapSchema : AvroSchema
{
    internal MapSchema(AvroSchema values, SchemaProperties properties) : base(AvroKind.Map, properties) => Values = values;

    /// <summary>The values' type.</summary>
    public AvroSchema Values { get; }

    /// <inheritdoc/>
    public override string Name => "map";
}
