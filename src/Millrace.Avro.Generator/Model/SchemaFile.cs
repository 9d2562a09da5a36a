namespace Millrace.Avro.Generator.Model;

/// <summary>A schema file as the compiler handed it over.</summary>
internal sealed record SchemaFile(string Path, string Text);
