using Millrace.Hvac;

namespace Millrace.Archive.Tests;

/// <summary>A partition whose content is a function of the offset, so that every process agrees on it.</summary>
internal static class SyntheticPartition
{
    internal static readonly TopicPartition Input = new("hvac.readings", 3);

    private static readonly string?[] Sites = ["north", null, "Zürich / Süd", "south"];
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    internal static ArchiveFormat<HvacReading> Format { get; } =
        ArchiveFormat.Of<HvacReading>(r => new ArchivePlace(r.Site, DateOnly.FromDateTime(r.Timestamp.UtcDateTime)));

    /// <summary>A transaction marker, or a compacted record.</summary>
    internal static bool IsGap(long offset) => offset % 97 == 13;

    internal static bool IsRefused(long offset) => offset % 101 == 7;

    internal static bool IsRecord(long offset) => !IsGap(offset) && !IsRefused(offset);

    internal static HvacReading Reading(long offset) => new()
    {
        DeviceId = $"unit-{offset % 50}",
        // A device that was away delivers its backlog: days are mixed.
        Timestamp = Begin.AddMinutes(offset * 7 % (3 * 24 * 60)),
        Site = Sites[offset / 3 % Sites.Length],
        Energy = offset,
        Mode = Mode.Cooling,
    };

    internal static long OffsetOf(HvacReading reading) => (long)reading.Energy!;

    /// <summary>Gives the sink what the partition holds at [from, to).</summary>
    internal static void Feed(this ArchiveSink<string, HvacReading> sink, long from, long to)
    {
        for (var offset = from; offset < to; offset++)
        {
            var origin = new RecordOrigin(Input.Topic, Input.Partition, offset);
            if (IsRefused(offset))
                sink.Refused(origin, $"not Avro at {offset}");
            else if (!IsGap(offset))
                sink.Write(new Record<string, HvacReading>("key", Reading(offset), 0), origin);
        }
    }

    internal static void Commit(this ArchiveSink<string, HvacReading> sink, long end)
    {
        sink.BeforeCommit(end);
        sink.AfterCommit();
    }
}
