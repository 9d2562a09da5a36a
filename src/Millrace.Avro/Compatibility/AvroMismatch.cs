namespace Millrace.Avro;

/// <summary>One reason for which a reader cannot read all that a writer writes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where in the reader's schema, as a JSON pointer (RFC 6901): <c>/fields/2/type</c>; <c>/</c> is the schema itself.</param>
/// <param name="Detail">The same for people, as a clause.</param>
public sealed record AvroMismatch(AvroMismatchKind Kind, string Path, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Detail}";
}
