using System.Text.Json;
using Millrace.Avro;
using Millrace.Hvac;

namespace Millrace.Integration.Tests.Clusters;

/// <summary>What an archive holds, read as any tool would read it: manifests as JSON, files as Avro.</summary>
/// <param name="Readings">Every record of every file that a manifest names.</param>
/// <param name="Refused">The offsets that were refused, as (partition, offset).</param>
internal sealed record ArchiveContent(IReadOnlyList<HvacReading> Readings, IReadOnlyList<(int Partition, long Offset)> Refused)
{
    public static ArchiveContent Read(string folder)
    {
        var readings = new List<HvacReading>();
        var refused = new List<(int, long)>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, "manifests"), "*.json", SearchOption.AllDirectories))
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = manifest.RootElement;
            var partition = root.GetProperty("partition").GetInt32();
            refused.AddRange(root.GetProperty("refused").EnumerateArray().Select(r => (partition, r.GetProperty("offset").GetInt64())));
            foreach (var file in root.GetProperty("files").EnumerateArray())
                ReadFile(Path.Combine(folder, file.GetProperty("path").GetString()!), readings);
        }

        return new ArchiveContent(readings, refused);
    }

    private static void ReadFile(string path, List<HvacReading> readings)
    {
        using var file = new AvroContainerReader(File.OpenRead(path));
        while (file.TryRead(out var datum))
        {
            var reader = new AvroReader(datum);
            readings.Add(HvacReading.Decode(ref reader));
        }
    }
}
