using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>An array: items of one type.</summary>
public sealed class ArraySchema : AvroSchema
{
    internal ArraySchema(AvroSchema items, SchemaProperties properties) : base(AvroKind.Array, properties) => Items = items;

    /// <summary>The items' type.</summary>
    public AvroSchema Items { get; }

    /// <inheritdoc/>
    public override string Name => "array";
}
