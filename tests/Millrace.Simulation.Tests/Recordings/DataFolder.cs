namespace Millrace.Simulation.Tests.Recordings;

/// <summary>Where the recordings lie: <c>MILLRACE_DATA</c>, else <c>../shared/data</c> beside the repository.</summary>
internal static class DataFolder
{
    /// <summary>A file or folder in it; skips the test that asks where there is none.</summary>
    public static string Find(string relative)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("MILLRACE_DATA") ?? Path.Combine(Repository(), "..", "shared", "data"), relative);
        Assert.SkipUnless(Path.Exists(path), $"There is no {relative} in the data folder (MILLRACE_DATA).");
        return path;
    }

    public static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Processing.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("No Processing.sln above the tests.");
    }
}
