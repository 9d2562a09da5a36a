using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>A map: values of one type under keys that are strings.</summary>
public sealed class MapSchema : AvroSchema
{
    private int _minimumEntryBytes;

    internal MapSchema(AvroSchema values, SchemaProperties properties) : base(AvroKind.Map, properties) => Values = values;

    /// <summary>The values' type.</summary>
    public AvroSchema Values { get; }

    /// <summary>How many bytes a key and its value take at least: the key's length is one.</summary>
    internal int MinimumEntryBytes => _minimumEntryBytes > 0 ? _minimumEntryBytes : _minimumEntryBytes = SchemaShape.MinimumEntryBytes(this);

    /// <inheritdoc/>
    public override string Name => "map";
}
