using Microsoft.Extensions.Logging;
using Millrace.Archive;
using Millrace.Hosting;
using Millrace.Hvac;

namespace Millrace.ColdPath;

/// <summary>
/// All readings in Avro container files below <c>site=SITE/date=yyyy-MM-dd/</c>, each exactly once: <c>hvac.readings</c>
/// to a folder. Files are rolled when the worker commits, and earlier when a partition has gathered enough.
/// </summary>
/// <remarks>
/// The site is the reading's own, <c>unknown</c> where it has none; the date that of its own time, in UTC. What could not be
/// read or was refused is counted and recorded in the manifests, which account for every offset.
/// </remarks>
public sealed class ReadingsArchive : Topology
{
    private static readonly ArchiveFormat<HvacReading> Format = ArchiveFormat.Of<HvacReading>(
        reading => new ArchivePlace(reading.Site, DateOnly.FromDateTime(reading.Timestamp.UtcDateTime)));

    private readonly HvacReadings _readings;
    private readonly ArchiveOptions _options;
    private readonly ILogger? _logger;

    /// <summary>Creates the topology.</summary>
    /// <param name="readings">The readings that all topologies of the worker share.</param>
    /// <param name="options">Where the archive lies, and when files are rolled.</param>
    /// <param name="logger">Where it logs; null for nowhere.</param>
    /// <exception cref="MillraceConfigurationException">An option breaks its rule.</exception>
    public ReadingsArchive(HvacReadings readings, ReadingsArchiveOptions options, ILogger<ReadingsArchive>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(options);
        OptionRules.ThrowIfBroken(options);
        _readings = readings;
        _options = new ArchiveOptions { Directory = options.Directory, RollBytes = (long)options.RollMebibytes << 20 };
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override void Define(StreamsBuilder streams)
    {
        ArgumentNullException.ThrowIfNull(streams);
        _readings.From(streams).To("readings-archive", () => new ArchiveSink<string, HvacReading>(_options, Format, _logger));
    }
}
