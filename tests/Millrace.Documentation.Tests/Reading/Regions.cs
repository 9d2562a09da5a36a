namespace Millrace.Documentation.Tests.Reading;

/// <summary>
/// The regions of this project's own sources that documents show: from <c>// snippet: NAME</c> to <c>// end snippet</c>.
/// What is shown is compiled, and run by the tests beside it. A file that is not C# is a region as a whole, under its name.
/// </summary>
internal static class Regions
{
    private const string Start = "// snippet: ";
    private const string End = "// end snippet";
    private const string Folder = "tests/Millrace.Documentation.Tests/Snippets";

    public static IReadOnlyDictionary<string, string> All { get; } =
        Checkout.Walk(Path.Combine(Checkout.Root, Folder), "*").SelectMany(static file => Parse(file, Checkout.ReadText(file)))
            .ToDictionary(static region => region.Name, static region => region.Text, StringComparer.Ordinal);

    public static IEnumerable<(string Name, string Text)> Parse(string file, string text)
    {
        if (!file.EndsWith(".cs", StringComparison.Ordinal))
        {
            yield return (Path.GetFileName(file), text.ReplaceLineEndings("\n").TrimEnd());
            yield break;
        }

        string? name = null;
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var trimmed = line.Trim();
            if (trimmed.StartsWith(Start, StringComparison.Ordinal))
            {
                name = trimmed[Start.Length..];
                lines.Clear();
            }
            else if (trimmed == End)
            {
                yield return (name ?? throw new InvalidDataException($"{file}: a snippet ends that did not begin."), Dedent(lines));
                name = null;
            }
            else
            {
                lines.Add(line);
            }
        }

        if (name is not null)
        {
            throw new InvalidDataException($"{file}: the snippet {name} does not end.");
        }
    }

    private static string Dedent(List<string> lines)
    {
        var indent = lines.Where(static line => line.Trim().Length > 0).Min(static line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : "")).TrimEnd();
    }
}
