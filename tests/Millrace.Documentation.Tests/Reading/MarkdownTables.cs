using System.Text.RegularExpressions;

namespace Millrace.Documentation.Tests.Reading;

/// <summary>The tables of a page.</summary>
internal static partial class MarkdownTables
{
    /// <summary>The rows below a heading, without the table's head, their cells without the marks of code.</summary>
    public static IReadOnlyList<string[]> Under(Page page, string heading)
    {
        var rows = page.Prose
            .SkipWhile(line => line.Text.TrimStart('#').Trim() != heading || !line.Text.StartsWith('#'))
            .Skip(1)
            .TakeWhile(static line => !line.Text.StartsWith('#'))
            .Where(static line => line.Text.StartsWith('|'))
            .Select(static line => Bar().Split(line.Text.Trim().Trim('|')).Select(static cell => cell.Trim().Replace("`", "", StringComparison.Ordinal)).ToArray())
            .Skip(2)
            .ToList();
        return rows.Count > 0 ? rows : throw new InvalidDataException($"{page.Path} has no table under '{heading}'.");
    }

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bar();
}
