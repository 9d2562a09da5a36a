using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>An array: items of one type.</summary>
public sealed class ArraySchema : AvroSchema
{
    private int _minimumItemBytes = -1;

    internal ArraySchema(AvroSchema items, SchemaProperties properties) : base(AvroKind.Array, properties) => Items = items;

    /// <summary>The items' type.</summary>
    public AvroSchema Items { get; }

    /// <summary>How many bytes an item takes at least.</summary>
    internal int MinimumItemBytes => _minimumItemBytes >= 0 ? _minimumItemBytes : _minimumItemBytes = SchemaShape.MinimumBytes(Items);

    /// <inheritdoc/>
    public override string Name => "array";
}
