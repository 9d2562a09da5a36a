using Millrace.Avro.Schemas;

namespace Millrace.Avro;

/// <summary>A schema of Avro 1.12. It does not change, and may be used from any thread.</summary>
public abstract class AvroSchema
{
    private string? _canonicalForm;
    private string? _text;
    private ulong _fingerprint;

    private protected AvroSchema(AvroKind kind, SchemaProperties properties)
    {
        Kind = kind;
        Properties = properties;
    }

    /// <summary>The type.</summary>
    public AvroKind Kind { get; }

    /// <summary>What the value means beyond its type.</summary>
    public AvroLogicalType LogicalType => Properties.LogicalType;

    /// <summary>The name that tells it apart in a union: the type's, or the full name of a record, enum or fixed.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The Parsing Canonical Form: what decides how bytes are read, and nothing else. Two schemas of the same form
    /// read each other's bytes as they are.
    /// </summary>
    public string ParsingCanonicalForm => _canonicalForm ??= CanonicalForm.Of(this);

    /// <summary>CRC-64-AVRO of the canonical form in UTF-8.</summary>
    public ulong Fingerprint
    {
        get
        {
            // Zero is as likely as any other fingerprint; then it is computed again each time.
            if (_fingerprint == 0)
                _fingerprint = Crc64Avro.Compute(ParsingCanonicalForm);
            return _fingerprint;
        }
    }

    /// <summary>The attributes that are kept but decide nothing about the bytes.</summary>
    internal SchemaProperties Properties { get; }

    /// <summary>Reads a schema from its JSON.</summary>
    /// <param name="json">The schema; a bare name (<c>"long"</c>) is one too.</param>
    /// <param name="references">Schemas in JSON whose named types <paramref name="json"/> may use, each of which may use those before it.</param>
    /// <exception cref="AvroSchemaException">It breaks a rule; the path and the rule are in the exception.</exception>
    public static AvroSchema Parse(string json, IEnumerable<string>? references = null)
    {
        var parser = new SchemaParser();
        foreach (var reference in references ?? [])
            parser.Parse(new AvroSchemaSource(null, reference));
        return parser.Parse(new AvroSchemaSource(null, json));
    }

    /// <summary>
    /// Reads schemas that may refer to each other's named types in any order and in circles.
    /// </summary>
    /// <exception cref="AvroSchemaException">One of them breaks a rule; the exception says which.</exception>
    public static IReadOnlyList<AvroSchema> ParseSet(IEnumerable<AvroSchemaSource> sources) => SchemaParser.ParseSet(sources);

    /// <summary>The schema as JSON that stands alone: each named type is written out where it is used first.</summary>
    public override string ToString() => _text ??= SchemaWriter.Write(this);
}
