namespace Millrace.Cli.Tests.Support;

/// <summary>What the tests need from outside of the repository.</summary>
internal static class Outside
{
    /// <summary>The heat pump's recordings, one for each device.</summary>
    public static IReadOnlyList<string> Recordings
    {
        get
        {
            var folder = Path.Combine(Folder("MILLRACE_DATA", "data"), "hilft");
            Assert.SkipUnless(Directory.Exists(folder), "needs the recordings: set MILLRACE_DATA");
            return [.. Directory.GetFiles(folder, "*.csv").Where(f => Path.GetFileName(f) != "Metadata.csv").Order(StringComparer.Ordinal)];
        }
    }

    public static string Folder(string variable, string name) =>
        Path.GetFullPath(Environment.GetEnvironmentVariable(variable) ?? Path.Combine(Root(), "..", "shared", name));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Processing.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
