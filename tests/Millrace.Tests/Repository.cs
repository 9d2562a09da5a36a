namespace Millrace.Tests;

/// <summary>Finds the repository and what lies beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Vectors => Environment.GetEnvironmentVariable("MILLRACE_VECTORS") ?? Path.Combine(Root, "..", "shared", "vectors");

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Processing.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No Processing.sln above {AppContext.BaseDirectory}.");
        }

        return folder;
    }
}
