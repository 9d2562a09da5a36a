using Millrace.Archive;
using Millrace.Avro;
using Millrace.ColdPath.Tests.Support;
using Millrace.Hosting;
using Millrace.Hvac;

namespace Millrace.ColdPath.Tests;

public sealed class ReadingsArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-archive-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Readings_lie_below_their_site_and_the_day_of_their_own_time_and_the_archive_verifies()
    {
        using (var driver = Open())
        {
            driver.Total(0, 1);
            driver.Total(0, 2, "R-102", site: null);
            driver.Total(15 * 60, 3);
            driver.Total(10, -1);
            driver.Driver.Restart();
            driver.Total(16 * 60, 4);
        }

        Assert.Equal(
            ["site=north/date=2026-03-04: 1", "site=north/date=2026-03-05: 3, 4", "site=unknown/date=2026-03-04: 2"],
            Totals());
        var report = ArchiveVerifier.Verify(_folder, TestContext.Current.CancellationToken);
        Assert.Empty(report.Problems);
    }

    [Fact]
    public void It_shares_its_readings_with_the_energy_hours()
    {
        using var driver = new ColdDriver(
            readings => new EnergyHours(readings),
            readings => new ReadingsArchive(readings, new ReadingsArchiveOptions { Directory = _folder }));
        driver.Total(0, 100);
        driver.Total(60, 102);

        Assert.Equal(["09:00 2 1"], driver.Hours());
        Assert.Equal([HvacReadings.Topic], driver.Driver.Graph.SubTopologies.SelectMany(s => s.SourceTopics));
    }

    [Fact]
    public void Options_that_break_rules_are_refused_all_at_once() =>
        Assert.Equal(
            [
                "Topologies:ReadingsArchive:Directory is ' ': it must be a folder",
                "Topologies:ReadingsArchive:RollMebibytes is '0': it must be 1 to 1048576",
            ],
            Assert.Throws<MillraceConfigurationException>(
                () => new ReadingsArchive(HvacReadings.WithoutDeadLetters(TimeProvider.System), new ReadingsArchiveOptions { Directory = " ", RollMebibytes = 0 })).Errors);

    private ColdDriver Open() => new(readings => new ReadingsArchive(readings, new ReadingsArchiveOptions { Directory = _folder }));

    private IEnumerable<string> Totals() =>
        from file in Directory.GetFiles(_folder, "*.avro", SearchOption.AllDirectories)
        group file by Path.GetRelativePath(_folder, Path.GetDirectoryName(file)!) into day
        orderby day.Key
        select FormattableString.Invariant($"{day.Key}: {string.Join(", ", day.SelectMany(ReadTotals).Order())}");

    private static IEnumerable<double> ReadTotals(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = new AvroContainerReader(stream);
        return [.. reader.Read<HvacReading>().Select(r => r.Energy!.Value)];
    }
}
