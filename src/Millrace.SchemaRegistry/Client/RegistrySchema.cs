namespace Millrace.SchemaRegistry;

/// <summary>A schema as a registry keeps it: text, type and references. Two are equal when all three are.</summary>
/// <param name="Text">The schema's text, for Avro its JSON.</param>
public sealed record RegistrySchema(string Text)
{
    /// <summary>The type of Avro schemas, which is the default.</summary>
    public const string Avro = "AVRO";

    /// <summary><c>AVRO</c>, <c>JSON</c> or <c>PROTOBUF</c>.</summary>
    public string SchemaType { get; init; } = Avro;

    /// <summary>The schemas that the text uses by name; none by default.</summary>
    public IReadOnlyList<SchemaReference> References { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(RegistrySchema? other) =>
        other is not null
        && string.Equals(Text, other.Text, StringComparison.Ordinal)
        && string.Equals(SchemaType, other.SchemaType, StringComparison.Ordinal)
        && References.SequenceEqual(other.References);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, SchemaType, References.Count);
}
