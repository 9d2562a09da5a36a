using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Millrace.Archive.Manifests;

/// <summary>A manifest as JSON. It ends in a checksum of itself, so that an edited or torn one is known.</summary>
internal static class ManifestJson
{
    internal const int FormatVersion = 1;
    private const int ChecksumDigits = 64;
    private const int LongestReason = 300;

    private static readonly byte[] NoChecksum = [.. Enumerable.Repeat((byte)'0', ChecksumDigits)];

    /// <summary>Gives the manifest with its checksum, and its text.</summary>
    internal static (Manifest Manifest, byte[] Text) Write(Manifest manifest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            Write(json, manifest);
        buffer.Write("\n"u8);
        var text = buffer.WrittenSpan.ToArray();
        var checksum = Convert.ToHexStringLower(SHA256.HashData(text));
        Encoding.ASCII.GetBytes(checksum, text.AsSpan(text.AsSpan().LastIndexOf(NoChecksum)));
        return (manifest with { Checksum = checksum }, text);
    }

    /// <summary>Reads a manifest and checks that it is as it was written.</summary>
    /// <exception cref="FormatException">It is no manifest, or not as it was written.</exception>
    internal static Manifest Read(byte[] text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            var format = root.GetProperty("format").GetInt32();
            if (format != FormatVersion)
                throw new FormatException($"it has format {format}; this version reads format {FormatVersion}");
            var checksum = Text(root, "checksum");
            if (!string.Equals(checksum, ChecksumOf(text, checksum), StringComparison.Ordinal))
                throw new FormatException("its checksum does not fit: it was changed after it had been written");
            return Read(root) with { Checksum = checksum };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"it is no manifest: {e.Message}", e);
        }
    }

    private static string ChecksumOf(byte[] text, string checksum)
    {
        var at = text.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(checksum));
        if (checksum.Length != ChecksumDigits || at < 0)
            return "";
        var blank = text.ToArray();
        NoChecksum.CopyTo(blank, at);
        return Convert.ToHexStringLower(SHA256.HashData(blank));
    }

    private static void Write(Utf8JsonWriter json, Manifest manifest)
    {
        json.WriteStartObject();
        json.WriteNumber("format", FormatVersion);
        json.WriteString("topic", manifest.Input.Topic);
        json.WriteNumber("partition", manifest.Input.Partition);
        json.WriteNumber("start", manifest.Start);
        json.WriteNumber("end", manifest.End);
        json.WriteStartArray("files");
        foreach (var file in manifest.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("first", file.First);
            json.WriteNumber("last", file.Last);
            json.WriteNumber("records", file.Records);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("refused");
        foreach (var refused in manifest.Refused)
        {
            json.WriteStartObject();
            json.WriteNumber("offset", refused.Offset);
            // Through UTF-8, since a cut or foreign message may hold half a character.
            json.WriteString("reason", Encoding.UTF8.GetBytes(Cut(refused.Reason)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("gaps");
        foreach (var gap in manifest.Gaps)
        {
            json.WriteStartObject();
            json.WriteNumber("from", gap.From);
            json.WriteNumber("to", gap.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("previous", manifest.Previous);
        json.WriteString("checksum", NoChecksum);
        json.WriteEndObject();
    }

    private static Manifest Read(JsonElement root) => new()
    {
        Input = new TopicPartition(Text(root, "topic"), root.GetProperty("partition").GetInt32()),
        Start = root.GetProperty("start").GetInt64(),
        End = root.GetProperty("end").GetInt64(),
        Files = [.. root.GetProperty("files").EnumerateArray().Select(ReadFile)],
        Refused = [.. root.GetProperty("refused").EnumerateArray()
            .Select(r => new RefusedRecord(r.GetProperty("offset").GetInt64(), Text(r, "reason")))],
        Gaps = [.. root.GetProperty("gaps").EnumerateArray()
            .Select(g => new OffsetGap(g.GetProperty("from").GetInt64(), g.GetProperty("to").GetInt64()))],
        Previous = root.GetProperty("previous").GetString(),
    };

    private static ManifestFile ReadFile(JsonElement file) => new(
        Text(file, "path"),
        file.GetProperty("first").GetInt64(),
        file.GetProperty("last").GetInt64(),
        file.GetProperty("records").GetInt64(),
        file.GetProperty("bytes").GetInt64(),
        Text(file, "sha256"));

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"it is no manifest: '{name}' is null");

    private static string Cut(string reason) => reason.Length <= LongestReason ? reason : string.Concat(reason.AsSpan(0, LongestReason), "...");
}
