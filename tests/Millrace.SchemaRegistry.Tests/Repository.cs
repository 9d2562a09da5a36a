namespace Millrace.SchemaRegistry.Tests;

/// <summary>Finds what lies beside the repository; a test whose part is absent is skipped by name.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    public static string RegistryFile(string name) => Existing("MILLRACE_REGISTRY_HOME", "registry", name);

    public static string AvroFile(string name) => Existing("MILLRACE_AVRO_VECTORS", "avro", name);

    private static string Existing(string variable, string folder, string name)
    {
        var home = Environment.GetEnvironmentVariable(variable) ?? Path.Combine(Root, "..", "shared", folder);
        var path = Path.GetFullPath(Path.Combine(home, name));
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"{variable}: there is no {path}");
        return path;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Processing.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No Processing.sln above {AppContext.BaseDirectory}.");
        return folder;
    }
}
