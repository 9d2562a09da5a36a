using System.Text.Json;

namespace Millrace.Avro.Fuzz;

/// <summary>A schema and good values of it.</summary>
internal sealed record FuzzTarget(string Name, AvroSchema Schema, byte[][] Seeds)
{
    // Beside the realistic ones, those that nest, repeat and choose.
    private static readonly string[] Shapes =
    [
        "record-tree", "record-linked-list", "record-mutual", "record-map-recursion", "union-records", "union-in-containers", "map-of-maps",
        "array-of-arrays", "logical-record", "blocks-nested",
    ];

    /// <summary>The targets that the vectors in a folder give: thirty where all are there.</summary>
    public static IReadOnlyList<FuzzTarget> Load(string vectors)
    {
        var realistic = Path.Combine(vectors, "realistic");
        var files = Directory.Exists(realistic) ? Directory.GetFiles(realistic, "*.json").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return
        [
            .. files.Concat(Shapes.Select(shape => Path.Combine(vectors, "binary", shape + ".json")).Where(File.Exists)).Select(Read),
        ];
    }

    /// <summary>A target for each file of a folder.</summary>
    public static IReadOnlyList<FuzzTarget> Load(string vectors, string files)
    {
        var folder = Path.Combine(vectors, Path.GetDirectoryName(files)!);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, Path.GetFileName(files)).Order(StringComparer.Ordinal).Select(Read)] : [];
    }

    private static FuzzTarget Read(string path)
    {
        using var vector = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 2000 });
        var seeds = vector.RootElement.GetProperty("cases").EnumerateArray()
            .Select(item => Convert.FromHexString(item.GetProperty("hex").GetString()!)).Where(seed => seed.Length <= Mutator.Longest).ToArray();
        return new FuzzTarget(Path.GetFileNameWithoutExtension(path), AvroSchema.Parse(vector.RootElement.GetProperty("schema").GetRawText()), seeds);
    }
}
