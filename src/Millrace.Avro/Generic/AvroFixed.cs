namespace Millrace.Avro;

/// <summary>Bytes of a fixed whose schema is known at run time alone.</summary>
/// <param name="Schema">The fixed.</param>
/// <param name="Bytes">As many bytes as it says.</param>
public sealed record AvroFixed(FixedSchema Schema, ReadOnlyMemory<byte> Bytes);
