using System.Collections.Concurrent;
using System.Text.Json;

namespace Millrace.Conformance.Vectors;

/// <summary>Reads case files, each once.</summary>
internal static class VectorReader
{
    private static readonly ConcurrentDictionary<string, VectorCase> Known = new(StringComparer.Ordinal);

    /// <summary>The cases of a family, by name.</summary>
    public static IEnumerable<VectorCase> Family(string folder, string family) =>
        Directory.Exists(Path.Combine(folder, family))
            ? Directory.EnumerateFiles(Path.Combine(folder, family), "*.json").Order(StringComparer.Ordinal).Select(Read)
            : [];

    /// <summary>The names of the families that are there.</summary>
    public static IEnumerable<string> Families(string folder) =>
        Directory.EnumerateDirectories(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    public static VectorCase Read(string file) => Known.GetOrAdd(file, Parse);

    /// <summary>A record under one of its step's properties.</summary>
    public static VectorRecord Record(JsonElement json) => new(
        json.GetProperty("topic").GetString()!,
        json.GetProperty("key"),
        json.GetProperty("value"),
        json.GetProperty("ts").GetInt64(),
        json.TryGetProperty("headers", out var headers) ? [.. Headers(headers)] : []);

    // A list of pairs in case files, an object in those of formats.
    private static IEnumerable<VectorHeader> Headers(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? json.EnumerateObject().Select(h => new VectorHeader(h.Name, h.Value.GetString()))
        : json.EnumerateArray().Select(h => new VectorHeader(h[0].GetString()!, h[1].GetString()));

    private static VectorCase Parse(string file)
    {
        var json = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
        return new VectorCase(
            json.GetProperty("family").GetString()!,
            json.GetProperty("case").GetString()!,
            json.GetProperty("topology").GetString()!,
            json.GetProperty("topics").EnumerateObject().ToDictionary(t => t.Name, Topic, StringComparer.Ordinal),
            [.. json.GetProperty("stores").EnumerateArray().Select(s => new VectorStore(s.GetProperty("name").GetString()!, s.GetProperty("type").GetString()!))],
            json.GetProperty("config").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.ToString(), StringComparer.Ordinal),
            [.. json.GetProperty("sequences").EnumerateArray().Select(Sequence)]);
    }

    private static VectorTopic Topic(JsonProperty topic) => new(
        topic.Name,
        topic.Value.GetProperty("role").GetString()!,
        topic.Value.GetProperty("key").GetString()!,
        topic.Value.GetProperty("value").GetString()!,
        topic.Value.TryGetProperty("windowSize", out var size) ? size.GetInt64() : 0);

    private static VectorSequence Sequence(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("seed") is { ValueKind: JsonValueKind.Number } seed ? seed.GetInt64() : null,
        [.. json.GetProperty("steps").EnumerateArray().Select(Step)],
        json.GetProperty("final").EnumerateObject().ToDictionary(
            s => s.Name, s => (IReadOnlyList<JsonElement>)[.. s.Value.EnumerateArray()], StringComparer.Ordinal),
        json.GetProperty("dropped").GetInt64());

    private static VectorStep Step(JsonElement json) => new(
        json.TryGetProperty("pipe", out var pipe) ? Record(pipe) : null,
        json.TryGetProperty("advanceWallClock", out var by) ? by.GetInt64() : 0,
        [.. json.GetProperty("out").EnumerateArray().Select(Record)],
        json.TryGetProperty("dropped", out var dropped) ? dropped.GetInt64() : 0,
        json.TryGetProperty("error", out _),
        json);
}
