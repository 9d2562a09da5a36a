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

    private static readonly DiagnosticDescriptor AmbiguousRule = new(
        "MRAVRO004", "A union has branches that C# cannot tell apart", "{0}", "Schema", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor[] Rules = [InvalidRule, SameNameRule, NothingRule, AmbiguousRule];

    public static SchemaDiagnostic Invalid(AvroSchemaException e) =>
        new(InvalidRule.Id, e.SchemaSource ?? "", e.Line, e.Column, $"{e.Path}: {e.Rule}");

    public static SchemaDiagnostic SameName(string file, string type, string other, string name) =>
        new(SameNameRule.Id, file, 1, 1, $"\"{type}\" and \"{other}\" are both {name} in C#");

    public static SchemaDiagnostic NothingToGenerate(string file) =>
        new(NothingRule.Id, file, 1, 1, "the file defines no record and no enum");

    public static SchemaDiagnostic AmbiguousUnion(string file, string type, string field) =>
        new(AmbiguousRule.Id, file, 1, 1, $"the union in {type}.{field} has two branches of the same type in C#, bytes and a fixed for example");

    public Diagnostic ToDiagnostic()
    {
        var rule = Array.Find(Rules, rule => rule.Id == Id);
        var place = new LinePosition(Math.Max(0, Line - 1), Math.Max(0, Column - 1));
        return Diagnostic.Create(rule, Location.Create(File, default, new LinePositionSpan(place, place)), Message);
    }
}
