namespace Millrace.Avro;

/// <summary>
/// When two schemas are the same. Schemas themselves are equal only where they are one object: which of these two is
/// meant depends on the use.
/// </summary>
public sealed class AvroSchemaComparer : IEqualityComparer<AvroSchema>
{
    private readonly Func<AvroSchema, string> _text;

    private AvroSchemaComparer(Func<AvroSchema, string> text) => _text = text;

    /// <summary>The same canonical form: they read and write the same bytes, in the same way.</summary>
    public static AvroSchemaComparer Canonical { get; } = new(schema => schema.ParsingCanonicalForm);

    /// <summary>
    /// The same in all that they say: defaults, aliases, documentation and unknown attributes too. How their texts are
    /// laid out, and whether a name is written with its namespace, does not count.
    /// </summary>
    public static AvroSchemaComparer Complete { get; } = new(schema => schema.ToString());

    /// <inheritdoc/>
    public bool Equals(AvroSchema? x, AvroSchema? y) => ReferenceEquals(x, y) || (x is not null && y is not null && _text(x) == _text(y));

    /// <inheritdoc/>
    public int GetHashCode(AvroSchema obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return _text(obj).GetHashCode(StringComparison.Ordinal);
    }
}
