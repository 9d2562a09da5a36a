using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Millrace.Avro.Generator.Diagnostics;

/// <summary>Something to say about a schema file; equal to another that says the same of the same place.</summary>
internal sealed record SchemaDiagnostic(string Id, string File, int Line, int Column, string Message)
{
    private static readonly DiagnosticDescriptor InvalidRule = new(
        "MRAVRO001", "The schema breaks a rule of Avro", "{0}", "Schema", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor SameNameRule = new(
        "MRAVRO002", "Two types of the schemas have the same name in C#", "{0}", "Schema", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor NothingRule = new(
        "MRAVRO003", "The schema defines no type to generate", "{0}", "Schema", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor StructRule = new(
        "MRAVRO004", "A record that can hold itself cannot be a struct", "{0}", "Schema", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor[] Rules = [InvalidRule, SameNameRule, NothingRule, StructRule];

    public static SchemaDiagnostic Invalid(AvroSchemaException e) =>
        new(InvalidRule.Id, e.SchemaSource ?? "", e.Line, e.Column, $"{e.Path}: {e.Rule}");

    public static SchemaDiagnostic SameName(NamedSchema type, string other, string name) =>
        At(SameNameRule, type, $"\"{type.Name}\" and \"{other}\" are both {name} in C#");

    public static SchemaDiagnostic NothingToGenerate(string file) =>
        new(NothingRule.Id, file, 1, 1, "the file defines no record and no enum");

    public static SchemaDiagnostic RecursiveStruct(RecordSchema type) =>
        At(StructRule, type, $"\"{type.Name}\" asks to be a struct, but its fields can hold another of it");

    private static SchemaDiagnostic At(DiagnosticDescriptor rule, NamedSchema type, string message) =>
        new(rule.Id, type.DefinedAt.Source ?? "", type.DefinedAt.Line, type.DefinedAt.Column, message);

    public Diagnostic ToDiagnostic()
    {
        var rule = Array.Find(Rules, rule => rule.Id == Id);
        var place = new LinePosition(Math.Max(0, Line - 1), Math.Max(0, Column - 1));
        return Diagnostic.Create(rule, Location.Create(File, default, new LinePositionSpan(place, place)), Message);
    }
}
