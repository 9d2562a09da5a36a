using Microsoft.CodeAnalysis;
using Millrace.Avro.Generator.Emit;
using Millrace.Avro.Generator.Model;

namespace Millrace.Avro.Generator;

/// <summary>
/// Turns the project's <c>.avsc</c> files (AdditionalFiles) into C# records, enums and their codecs.
/// All files are read together, since they may refer to each other; a type's source is made again only when the type,
/// or one that it uses, has changed.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class AvroGenerator : IIncrementalGenerator
{
    internal const string TypesStep = "AvroTypes";
    internal const string DiagnosticsStep = "AvroDiagnostics";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(text => text.Path.EndsWith(".avsc", StringComparison.OrdinalIgnoreCase))
            .Select((text, cancellation) => new SchemaFile(text.Path, text.GetText(cancellation)?.ToString() ?? ""))
            .Collect();
        var rootNamespace = context.AnalyzerConfigOptionsProvider.Select((options, _) =>
            options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var name) ? name : "");
        var set = files.Combine(rootNamespace).Select((source, _) => SchemaSet.Read(source.Left, source.Right));

        var diagnostics = set.SelectMany((result, _) => result.Diagnostics).WithTrackingName(DiagnosticsStep);
        context.RegisterSourceOutput(diagnostics, (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));

        var types = set.SelectMany((result, _) => result.Types).WithTrackingName(TypesStep);
        context.RegisterSourceOutput(types, (output, type) => output.AddSource(type.FullName + ".g.cs", TypeEmitter.Emit(type)));
    }
}
