using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>A fixed number of bytes.</summary>
public sealed class FixedSchema : NamedSchema
{
    internal FixedSchema(string fullName, string? doc, IReadOnlyList<string> aliases, int size, SchemaProperties properties)
        : base(AvroKind.Fixed, fullName, doc, aliases, properties) => Size = size;

    /// <summary>How many bytes.</summary>
    public int Size { get; }
}
