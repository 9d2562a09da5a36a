using System.Text.Json;
using Millrace.Conformance.Vectors;

namespace Millrace.Conformance.Formats;

/// <summary>An entry of <c>formats/changelog.json</c>: a topology, and the bytes that each input makes it write to internal topics.</summary>
internal sealed record FormatEntry(string Name, string Topology, string Layout, IReadOnlyDictionary<string, string> Config, IReadOnlyList<FormatStep> Steps)
{
    private static readonly Lazy<IReadOnlyList<FormatEntry>> Known = new(Read);

    /// <summary>All entries; none where the vectors are absent.</summary>
    public static IReadOnlyList<FormatEntry> All => Known.Value;

    private static IReadOnlyList<FormatEntry> Read()
    {
        if (VectorFolder.Formats is not { } folder)
        {
            return [];
        }

        var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "changelog.json"))).RootElement;
        return [.. json.GetProperty("entries").EnumerateArray().Select(e => new FormatEntry(
            e.GetProperty("name").GetString()!,
            e.GetProperty("topology").GetString()!,
            e.GetProperty("layout").GetString()!,
            e.GetProperty("config").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.ToString(), StringComparer.Ordinal),
            [.. e.GetProperty("steps").EnumerateArray().Select(Step)]))];
    }

    private static FormatStep Step(JsonElement json) => new(
        VectorReader.Record(json.GetProperty("pipe")),
        [.. json.GetProperty("produced").EnumerateArray().Select(p => new FormatRecord(p.GetProperty("topic").GetString()!, Show(p)))]);

    private static string Show(JsonElement record) => FormatRecord.Show(
        record.GetProperty("key").GetString(),
        record.GetProperty("value").GetString(),
        record.GetProperty("ts") is { ValueKind: JsonValueKind.Number } timestamp ? timestamp.GetInt64() : null,
        record.GetProperty("headers").EnumerateArray().Select(h => (h[0].GetString()!, h[1].GetString())));
}

/// <summary>An input and what it makes the application write.</summary>
internal sealed record FormatStep(VectorRecord Pipe, IReadOnlyList<FormatRecord> Produced);

/// <summary>A record as text, its bytes in hex.</summary>
internal readonly record struct FormatRecord(string Topic, string Text)
{
    public static FormatRecord Of(string topic, TestRecord record) => new(topic, Show(
        Hex(record.Key),
        Hex(record.Value),
        record.Timestamp,
        record.Headers?.Select(h => (h.Name, Hex(h.Value?.ToArray()))) ?? []));

    public static string Show(string? key, string? value, long? timestamp, IEnumerable<(string Name, string? Value)> headers) =>
        $"{key ?? "null"} -> {value ?? "null"} @ {timestamp?.ToString() ?? "none"}{string.Concat(headers.Select(h => $" [{h.Name}: {h.Value ?? "null"}]"))}";

    private static string? Hex(byte[]? data) => data is null ? null : Convert.ToHexStringLower(data);
}
