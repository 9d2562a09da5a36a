using System.Text.RegularExpressions;

namespace Millrace.Architecture.Tests.House;

/// <summary>Rules that hold for any text file.</summary>
internal static partial class TextCheck
{
    private const int LongestFile = 500;
    private static readonly string[] Divisible = [".cs", ".sh", ".csproj", ".props", ".targets", ".yml"];

    public static IEnumerable<string> Length(string file, string text)
    {
        var lines = text.AsSpan().Count('\n');
        if (lines > LongestFile && Divisible.Contains(Path.GetExtension(file)))
        {
            yield return $"{file}: {lines} lines; more than {LongestFile} ask to be divided.";
        }
    }

    public static IEnumerable<string> MachinePaths(string file, string text)
    {
        foreach (Match match in MachinePath().Matches(text))
        {
            yield return $"{file}:{text.AsSpan(0, match.Index).Count('\n') + 1}: names a place on one machine, {match.Value}";
        }
    }

    // A home, a work folder or a drive's users; not the tail of a longer path or of an address.
    [GeneratedRegex(@"(?<![\w.\-:~$}])(/(home|root|work|Users)/\w+|[A-Z]:\\Users\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();
}
