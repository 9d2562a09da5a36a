namespace Millrace.Avro;

/// <summary>A schema's text and where it came from.</summary>
/// <param name="Name">A file or subject, for messages.</param>
/// <param name="Json">The schema.</param>
public readonly record struct AvroSchemaSource(string? Name, string Json);
