using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>A type without parts: null, boolean, int, long, float, double, bytes or string.</summary>
public sealed class PrimitiveSchema : AvroSchema
{
    internal PrimitiveSchema(AvroKind kind, SchemaProperties properties) : base(kind, properties)
    {
    }

    /// <inheritdoc/>
    public override string Name => SchemaNames.OfKind(Kind);
}
