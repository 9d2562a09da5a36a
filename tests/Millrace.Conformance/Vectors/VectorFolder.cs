namespace Millrace.Conformance.Vectors;

/// <summary>Finds the recorded behaviour of Kafka Streams: the folder that MILLRACE_VECTORS names, or the one beside the checkout.</summary>
internal static class VectorFolder
{
    public const string Absent = "The vectors are absent: MILLRACE_VECTORS names no folder with 'cases', and ../shared/vectors has none.";

    /// <summary>The folder of the families, or null.</summary>
    public static string? Cases => Existing("cases");

    /// <summary>The folder of the formats, or null.</summary>
    public static string? Formats => Existing("formats");

    private static string Root => Environment.GetEnvironmentVariable("MILLRACE_VECTORS") is { Length: > 0 } given
        ? given
        : Path.Combine(FindRepository(), "..", "shared", "vectors");

    private static string? Existing(string name)
    {
        var folder = Path.Combine(Root, name);
        return Directory.Exists(folder) ? folder : null;
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Processing.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No Processing.sln above {AppContext.BaseDirectory}.");
        }

        return folder;
    }
}
