namespace Millrace.SchemaRegistry;

/// <summary>One version of a subject.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Version">The version within the subject, from 1.</param>
/// <param name="Id">The schema's id within the registry, which records carry.</param>
/// <param name="Schema">The schema.</param>
public sealed record SubjectVersion(string Subject, int Version, int Id, RegistrySchema Schema);
