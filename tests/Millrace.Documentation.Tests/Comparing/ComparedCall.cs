using System.Text.RegularExpressions;
using Millrace.Documentation.Tests.Reading;

namespace Millrace.Documentation.Tests.Comparing;

/// <summary>A row of a table that shows calls of two libraries side by side.</summary>
/// <param name="Path">The page.</param>
/// <param name="Line">The row's line there.</param>
/// <param name="Code">The calls of Millrace in it, in order.</param>
/// <param name="IsAbsent">Whether it says that Millrace has no such call.</param>
internal sealed partial record ComparedCall(string Path, int Line, IReadOnlyList<string> Code, bool IsAbsent)
{
    private const string Column = "Millrace";
    private const string Absent = "not there";

    /// <summary>The rows of all of a page's tables whose second column is Millrace's.</summary>
    public static IReadOnlyList<ComparedCall> In(Page page)
    {
        var calls = new List<ComparedCall>();
        var (last, compares) = (0, false);
        foreach (var (number, text) in page.Prose.Where(static line => line.Text.StartsWith('|')))
        {
            var second = Bar().Split(text.Trim().Trim('|'))[1].Trim();
            if (number != last + 1)
            {
                compares = second == Column;
            }
            else if (compares && second.Trim('-').Length > 0)
            {
                calls.Add(new(page.Path, number, [.. Span().Matches(second).Select(static match => match.Groups["code"].Value.Replace("\\|", "|", StringComparison.Ordinal))], second == Absent));
            }

            last = number;
        }

        return calls;
    }

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bar();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Span();
}
