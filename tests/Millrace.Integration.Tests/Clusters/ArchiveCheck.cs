using System.Globalization;
using System.Text.Json;
using Millrace.Hvac;
using Millrace.Integration.Tests.Processes;
using Millrace.Simulation.Feeding;

namespace Millrace.Integration.Tests.Clusters;

/// <summary>Holds an archive against what was written to the topic.</summary>
internal static class ArchiveCheck
{
    /// <summary>How the keys of broken records begin.</summary>
    public const string BrokenKey = "poison-";

    /// <summary>Every offset of the topic is in the archive once: as the very reading that was sent, or as refused.</summary>
    public static async Task HoldsExactlyAsync(SystemUnderTest system, IReadOnlyCollection<OutgoingRecord> sent)
    {
        var input = system.Cluster.ReadPartitions(HvacReadings.Topic);
        Assert.Equal(sent.Count, input.Sum(p => p.Count));
        await VerifiesAsync(system, [.. input.Select(p => (long)p.Count)]);

        var content = ArchiveContent.Read(system.Archive);
        Assert.Equal(
            input.SelectMany((records, partition) => records.Where(r => r.KeyText().StartsWith(BrokenKey, StringComparison.Ordinal)).Select(r => (partition, r.Offset))).Order(),
            content.Refused.Order());
        Assert.Equal(
            InOrder(sent.Where(r => !r.Key.StartsWith(BrokenKey, StringComparison.Ordinal)).Select(r => r.Reading!)),
            InOrder(content.Readings));
    }

    /// <summary><c>millrace archive verify</c> says so, and that each partition is there from 0 to its end.</summary>
    private static async Task VerifiesAsync(SystemUnderTest system, long[] ends)
    {
        var (exitCode, output, errors) = await ProgramProcess.RunAsync(Programs.Millrace, "archive", "verify", system.Archive, "--json");
        Assert.True(exitCode == 0, $"archive verify ended with {exitCode}: {output}{errors}");
        var partitions = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            ends.Select((end, partition) => string.Create(CultureInfo.InvariantCulture, $"{HvacReadings.Topic}-{partition}: 0 to {end}")),
            partitions.Select(p => $"{p.GetProperty("partition")}: {p.GetProperty("start")} to {p.GetProperty("end")}"));
        Assert.Equal(
            ends,
            partitions.Select(p => p.GetProperty("records").GetInt64() + p.GetProperty("refused").GetInt64() + p.GetProperty("gapOffsets").GetInt64()));
    }

    private static IEnumerable<HvacReading> InOrder(IEnumerable<HvacReading> readings) =>
        readings.OrderBy(r => r.DeviceId, StringComparer.Ordinal).ThenBy(r => r.Timestamp);
}
