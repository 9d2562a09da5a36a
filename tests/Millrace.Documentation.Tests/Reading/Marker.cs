using System.Text.RegularExpressions;

namespace Millrace.Documentation.Tests.Reading;

/// <summary>The comment above a block: <c>&lt;!-- snippet: NAME --&gt;</c>, <c>&lt;!-- file: PATH --&gt;</c>, or both in one.</summary>
/// <param name="Snippet">The compiled region that the block shows, or null.</param>
/// <param name="File">The file that the reader is to write with it, or null.</param>
internal readonly partial record struct Marker(string? Snippet, string? File)
{
    public static Marker Parse(string line) =>
        Comment().IsMatch(line) ? new(Value(Snippets(), line), Value(Files(), line)) : default;

    private static string? Value(Regex regex, string line) => regex.Match(line) is { Success: true } match ? match.Groups["value"].Value : null;

    [GeneratedRegex(@"^\s*<!--.*-->\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bsnippet: (?<value>[\w.-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Snippets();

    [GeneratedRegex(@"\bfile: (?<value>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Files();
}
