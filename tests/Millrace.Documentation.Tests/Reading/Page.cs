namespace Millrace.Documentation.Tests.Reading;

/// <summary>A Markdown file: its fenced blocks, and its prose with the blocks left out.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Fences">The fenced blocks in order.</param>
/// <param name="Prose">The lines outside of them, with their numbers from 1.</param>
internal sealed record Page(string Path, IReadOnlyList<Fence> Fences, IReadOnlyList<(int Number, string Text)> Prose)
{
    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public static Page Parse(string path, string text)
    {
        var fences = new List<Fence>();
        var prose = new List<(int Number, string Text)>();
        Fence? open = null;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (open is null && line.StartsWith("```", StringComparison.Ordinal))
            {
                open = new Fence(path, i + 1, line[3..].Trim(), Marker.Parse(prose.Count > 0 ? prose[^1].Text : ""), Indent(lines[i]), []);
            }
            else if (open is not null && line == "```")
            {
                fences.Add(open);
                open = null;
            }
            else if (open is not null)
            {
                open.Lines.Add(lines[i].Length >= open.Indent ? lines[i][open.Indent..] : lines[i].TrimStart());
            }
            else
            {
                prose.Add((i + 1, lines[i]));
            }
        }

        return open is null ? new Page(path, fences, prose) : throw new InvalidDataException($"{path}:{open.Line}: the block is never closed.");
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
