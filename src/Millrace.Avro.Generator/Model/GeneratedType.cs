namespace Millrace.Avro.Generator.Model;

/// <summary>
/// A type to generate. The schema's text stands alone, so that this is all that the type's source depends on: as long
/// as it is equal, the source is not made again.
/// </summary>
internal sealed record GeneratedType(string FullName, string SchemaText, string RootNamespace);
