using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Millrace.Documentation.Tests.Reading;

namespace Millrace.Documentation.Tests.Comparing;

/// <summary>
/// A page whose tables show calls, and whose blocks of code say where these stand: at the comment <see cref="Place"/> of
/// the last block before the table. All calls are compiled at once, each in a copy of the page's code, and topologies
/// that hold one are built.
/// </summary>
internal sealed class ComparedPage(Page page)
{
    public const string Place = "// The calls of the tables stand here.";

    private const string Usings =
        """
        using System;
        using System.Buffers;
        using System.Buffers.Binary;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Hosting;
        using Millrace;
        using Millrace.Graph;
        using Millrace.Hosting;
        using Millrace.State;
        using Millrace.Testing;
        using Xunit;

        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(System.IO.Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly List<Fence> _fences = [.. page.Fences.Where(static fence => fence.Language == "csharp")];

    public IReadOnlyList<ComparedCall> Calls { get; } = ComparedCall.In(page);

    /// <summary>What the compiler and the builder say against the calls.</summary>
    public IEnumerable<string> Complaints()
    {
        var wordless = Calls.Where(static call => !call.IsAbsent && call.Code.Count == 0).Select(static call => $"{call.Path}:{call.Line}: shows no call and does not say that there is none.");
        return wordless.Concat(Compile(out var assembly)).Concat(assembly is null ? [] : Build(assembly));
    }

    private List<string> Compile(out Assembly? assembly)
    {
        var compilation = CSharpCompilation.Create(
            "Compared",
            [CSharpSyntaxTree.ParseText(Source(), cancellationToken: CancellationToken.None)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image, cancellationToken: CancellationToken.None);
        assembly = result.Success ? Assembly.Load(image.ToArray()) : null;
        return [.. result.Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(Describe).Distinct(StringComparer.Ordinal)];
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        return $"{place.Path}:{place.StartLinePosition.Line + 1}: {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    private IEnumerable<string> Build(Assembly assembly)
    {
        foreach (var call in Calls.Where(static call => call.Code.Count > 0))
        {
            foreach (var type in assembly.GetType(ClassOf(call), throwOnError: true)!.GetNestedTypes(BindingFlags.NonPublic).Where(static type => type.IsSubclassOf(typeof(Topology))))
            {
                var topology = (Topology)Activator.CreateInstance(type)!;
                var complaint = Record.Exception(() => new StreamsBuilder().Add(topology).Build("compared"));
                if (complaint is not null)
                {
                    yield return $"{call.Path}:{call.Line}: {complaint.Message}";
                }
            }
        }
    }

    private string Source()
    {
        var source = new StringBuilder(Usings);
        foreach (var call in Calls.Where(static call => call.Code.Count > 0))
        {
            var frame = _fences.LastOrDefault(fence => fence.Line < call.Line && fence.Lines.Exists(static line => line.Trim() == Place))
                ?? throw new InvalidDataException($"{call.Path}:{call.Line}: no block of code before the table says where its calls stand.");
            source.AppendLine($"internal sealed class {ClassOf(call)}").AppendLine("{");
            foreach (var fence in _fences)
            {
                source.AppendLine($"#line {fence.Line + 1} \"{page.Path}\"");
                foreach (var line in fence.Lines)
                {
                    source.AppendLine(fence == frame && line.Trim() == Place ? $"{{{Statements(call)}}}" : line);
                }
            }

            source.AppendLine("}");
        }

        return source.ToString();

        // The place is one line, so that the lines of the block keep their numbers; the calls have their row's.
        static string Statements(ComparedCall call) =>
            $"\n#line {call.Line} \"{call.Path}\"\n{string.Join(' ', call.Code.Select(Statement))}\n#line default\n";
    }

    // What is no statement by itself, such as a property, is read.
    private static string Statement(string code) =>
        SyntaxFactory.ParseStatement(code + ";") is ExpressionStatementSyntax { Expression: not (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax) }
            ? $"_ = {code};"
            : $"{code};";

    private static string ClassOf(ComparedCall call) => $"Row{call.Line}";
}
