namespace Millrace.Avro;

/// <summary>A reason against a new schema.</summary>
/// <param name="Version">Which of the earlier schemas it does not go together with: its place in the list, from 0.</param>
/// <param name="IsForward">Whether the earlier schema is the reader; otherwise the new one is.</param>
/// <param name="Mismatch">What does not fit; its path is into the reader's schema.</param>
public sealed record AvroOffence(int Version, bool IsForward, AvroMismatch Mismatch)
{
    /// <inheritdoc/>
    public override string ToString() => IsForward
        ? $"schema {Version} cannot read the new one at {Mismatch}"
        : $"the new schema cannot read schema {Version} at {Mismatch}";
}
