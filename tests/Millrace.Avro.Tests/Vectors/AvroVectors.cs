using System.Text.Json;

namespace Millrace.Avro.Tests.Vectors;

/// <summary>Avro data made by other implementations: MILLRACE_AVRO_VECTORS, else ../shared/avro beside the repository.</summary>
internal static class AvroVectors
{
    /// <summary>What a theory gets where the family is absent, so that it can skip by name.</summary>
    public const string Absent = "(absent)";

    public static string Root { get; } = Outside("MILLRACE_AVRO_VECTORS", "avro");

    /// <summary>Where a part of the outside world is: where the variable says, else beside the repository.</summary>
    public static string Outside(string variable, string folder) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path
        ? path
        : Path.Combine(RepositoryRoot(), "..", "shared", folder);

    public static TheoryData<string> Files(string family, string pattern = "*.json", params string[] except)
    {
        var folder = Path.Combine(Root, family);
        var names = Directory.Exists(folder)
            ? Directory.GetFiles(folder, pattern).Select(file => Path.GetFileName(file)!).Except(except).Order(StringComparer.Ordinal).ToList()
            : [];
        return new TheoryData<string>(names.Count > 0 ? names : [Absent]);
    }

    public static string Find(string family, string file)
    {
        var path = Path.Combine(Root, family, file);
        Assert.SkipUnless(File.Exists(path), $"the Avro vectors of the family {family} are absent: set MILLRACE_AVRO_VECTORS");
        return path;
    }

    public static JsonElement Read(string family, string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Find(family, file)), new JsonDocumentOptions { MaxDepth = 2000 });
        return document.RootElement.Clone();
    }

    public static IEnumerable<JsonElement> Cases(JsonElement file)
    {
        var cases = file.GetProperty("cases").EnumerateArray().ToList();
        Assert.NotEmpty(cases);
        return cases;
    }

    /// <summary>The reasons of a verdict, and ours in the same form.</summary>
    public static IEnumerable<string> Reasons(JsonElement verdict) =>
        verdict.GetProperty("reasons").EnumerateArray().Select(reason => $"{reason.Text("type")} {reason.Text("location")}");

    /// <inheritdoc cref="Reasons"/>
    public static IEnumerable<string> Describe(IEnumerable<AvroMismatch> reasons) =>
        reasons.Select(reason => $"{string.Concat(reason.Kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : c.ToString())).ToUpperInvariant()} {reason.Path}");

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Bytes(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Processing.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
