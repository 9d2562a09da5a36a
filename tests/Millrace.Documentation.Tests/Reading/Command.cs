using System.Text.RegularExpressions;

namespace Millrace.Documentation.Tests.Reading;

/// <summary>A command that a document tells its reader to type.</summary>
/// <param name="Path">The page.</param>
/// <param name="Line">Its line there.</param>
/// <param name="Words">Its words, as a shell would split them.</param>
internal sealed partial record Command(string Path, int Line, IReadOnlyList<string> Words)
{
    private static readonly string[] Languages = ["console", "sh", "bash"];

    public string Text => string.Join(' ', Words);

    public string Place => $"{Path}:{Line}";

    public string Program => Words[0];

    /// <summary>The commands of a page's blocks, in order.</summary>
    public static IEnumerable<Command> In(Page page) =>
        from fence in page.Fences
        where Languages.Contains(fence.Language)
        from line in fence.Lines.Select(static (text, index) => (Text: text.Trim(), Index: index))
        where line.Text.Length > 0 && !line.Text.StartsWith('#')
        select new Command(page.Path, fence.Line + 1 + line.Index, Split(line.Text.StartsWith("$ ", StringComparison.Ordinal) ? line.Text[2..] : line.Text));

    /// <summary>The <c>./millrace</c> commands that a page names in its prose.</summary>
    public static IEnumerable<Command> Named(Page page) =>
        from line in page.Prose
        from match in InCode().Matches(line.Text)
        where !match.Value.Contains("NAME", StringComparison.Ordinal) && !match.Value.Contains("TEXT", StringComparison.Ordinal)
        select new Command(page.Path, line.Number, Split(match.Groups["command"].Value));

    private static List<string> Split(string text)
    {
        var words = Word().Matches(text).Select(static match => match.Value.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)).ToList();
        var comment = words.FindIndex(static word => word == "#");
        return comment < 0 ? words : words[..comment];
    }

    [GeneratedRegex("""([^\s'"]+|'[^']*'|"[^"]*")+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"`(?<command>\./millrace [^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InCode();
}
