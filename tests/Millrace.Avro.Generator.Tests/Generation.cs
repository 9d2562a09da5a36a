extern alias generator;

using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using generator::Millrace.Avro.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Millrace.Avro.Generator.Tests;

/// <summary>Runs the generator as the compiler does, over schema files that are held in memory.</summary>
internal sealed class Generation
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !path.EndsWith("Millrace.Avro.Generator.dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // As in a project that documents its public types: a type without documentation is a warning, and so an error here.
    private static readonly CSharpParseOptions Parsing = new(documentationMode: DocumentationMode.Diagnose);

    // One for all: what it knows of its references is looked up once.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Generated",
        [CSharpSyntaxTree.ParseText("", Parsing, cancellationToken: CancellationToken.None)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new AvroGenerator().AsSourceGenerator()],
        parseOptions: Parsing,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private Dictionary<string, AdditionalText> _files = new(StringComparer.Ordinal);
    private Compilation? _output;

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    public IReadOnlyList<Diagnostic> Diagnostics => Result.Diagnostics;

    public static Generation Of(params (string Path, string Text)[] files)
    {
        var generation = new Generation();
        foreach (var (path, text) in files)
            generation.Set(path, text);
        generation.Run();
        return generation;
    }

    public void Set(string path, string text)
    {
        var file = new MemoryText(path, text);
        if (_files.TryGetValue(path, out var before))
            _driver = _driver.ReplaceAdditionalText(before, file);
        else
            _driver = _driver.AddAdditionalTexts([file]);
        _files[path] = file;
    }

    static Generation() => Empty.GetSpecialType(SpecialType.System_Object);

    public void Run() => _driver = _driver.RunGeneratorsAndUpdateCompilation(Empty, out _output, out _);

    public string Source(string type) => Result.GeneratedSources.Single(source => source.HintName == type + ".g.cs").SourceText.ToString();

    /// <summary>What the last run did with each type's source: made it anew, or took it from the run before.</summary>
    public IEnumerable<string> MadeAnew() =>
        from step in Result.TrackedOutputSteps.SelectMany(output => output.Value)
        from output in step.Outputs
        where output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified
        from source in step.Inputs.Select(input => input.Source.Outputs[input.OutputIndex].Value.ToString()!)
        select source;

    /// <summary>Compiles what was generated, warnings as errors, and loads it.</summary>
    public Assembly Load()
    {
        using var image = new MemoryStream();
        var result = _output!.Emit(image, cancellationToken: CancellationToken.None);
        var complaints = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints.Take(10)));
        return Assembly.Load(image.ToArray());
    }

    private sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
