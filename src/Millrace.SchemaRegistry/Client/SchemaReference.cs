namespace Millrace.SchemaRegistry;

/// <summary>A schema that another one uses by name and that is registered apart from it.</summary>
/// <param name="Name">The name that the using schema says, for Avro a full name.</param>
/// <param name="Subject">The subject under which the used schema is registered.</param>
/// <param name="Version">Its version there, from 1.</param>
public sealed record SchemaReference(string Name, string Subject, int Version);
