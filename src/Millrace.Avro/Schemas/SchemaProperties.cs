using Millrace.Avro.Schemas.Text;

namespace Millrace.Avro.Schemas;

/// <summary>The attributes of a schema that its type does not define, in their order, and the logical type that they say.</summary>
internal sealed class SchemaProperties(IReadOnlyList<KeyValuePair<string, JsonValue>> members, AvroLogicalType logicalType)
{
    public static SchemaProperties None { get; } = new([], default);

    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; } = members;

    public AvroLogicalType LogicalType { get; } = logicalType;
}
