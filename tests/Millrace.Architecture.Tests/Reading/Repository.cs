namespace Millrace.Architecture.Tests.Reading;

/// <summary>The checkout that the tests judge.</summary>
internal static class Repository
{
    // What tools write beside the sources; git ignores it.
    private static readonly string[] Ignored = [".git", ".millrace", ".vs", ".vscode", ".idea", "artifacts", "bin", "obj", "node_modules", "BenchmarkDotNet.Artifacts"];
    private static readonly string[] ProjectAreas = ["src", "schemas", "topologies", "tests", "benchmarks"];
    private static readonly string[] Binary = [".png", ".gif", ".avro", ".gz", ".zip", ".dll", ".so"];

    /// <summary>The folder that holds Processing.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every text file of the checkout, as a path relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    /// <summary>Every C# file.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Files.Where(static file => file.EndsWith(".cs", StringComparison.Ordinal)).Select(static file => new SourceFile(file, ReadText(file)))];

    /// <summary>Every project that users or developers build; the stand-ins under eng/ are none.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } =
    [
        .. Files
            .Where(static file => file.EndsWith(".csproj", StringComparison.Ordinal) && ProjectAreas.Contains(file.Split('/')[0]))
            .Select(static file => ProjectFile.Parse(file, ReadText(file))),
    ];

    public static string ReadText(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (!Binary.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != ".git")
            {
                yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
            }
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            if (!Ignored.Contains(Path.GetFileName(child)))
            {
                foreach (var file in Walk(child))
                {
                    yield return file;
                }
            }
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
