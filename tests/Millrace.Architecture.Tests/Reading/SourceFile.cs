using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Millrace.Architecture.Tests.Reading;

/// <summary>A C# file, parsed, so that comments and strings are not taken for code.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> _tree = new(() => CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot());

    public string Path { get; } = path;

    public string Text { get; } = text;

    public SyntaxNode Tree => _tree.Value;

    /// <summary>The area (src, tests ...), the path's first part.</summary>
    public string Area => Path.Split('/')[0];

    /// <summary>The project's folder name, which is also its name; Millrace.Schemas lies in schemas/ itself.</summary>
    public string Project => Area == "schemas" ? "Millrace.Schemas" : Path.Split('/') is [_, var project, _, ..] ? project : Area;

    /// <summary>Where a node stands, for a message.</summary>
    public string At(SyntaxNode node) => At(node.GetLocation());

    public string At(Location location) => $"{Path}:{location.GetLineSpan().StartLinePosition.Line + 1}";
}
