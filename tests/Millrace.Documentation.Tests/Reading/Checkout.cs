namespace Millrace.Documentation.Tests.Reading;

/// <summary>The checkout whose documents the tests judge.</summary>
internal static class Checkout
{
    // What tools write beside the sources; git ignores it.
    private static readonly string[] Ignored = [".git", ".millrace", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules", "BenchmarkDotNet.Artifacts"];

    /// <summary>The folder that holds Processing.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every Markdown file.</summary>
    public static IReadOnlyList<Page> Pages { get; } =
        [.. Walk(Root, "*.md").Order(StringComparer.Ordinal).Select(static file => Page.Parse(file, ReadText(file)))];

    public static string ReadText(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static bool Exists(string path) => File.Exists(Path.Combine(Root, path)) || Directory.Exists(Path.Combine(Root, path));

    /// <summary>Files below a folder, as paths relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Walk(string folder, string pattern)
    {
        foreach (var file in Directory.EnumerateFiles(folder, pattern))
        {
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        }

        foreach (var file in Directory.EnumerateDirectories(folder).Where(static child => !Ignored.Contains(Path.GetFileName(child))).SelectMany(child => Walk(child, pattern)))
        {
            yield return file;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Processing.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Processing.sln above {AppContext.BaseDirectory}.");
    }
}
