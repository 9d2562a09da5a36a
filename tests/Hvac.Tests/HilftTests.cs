using Millrace.Hvac.Tests.Support;
using Millrace.Simulation.Recordings;

namespace Millrace.Hvac.Tests;

/// <summary>Days of a real unit, recorded in a laboratory.</summary>
public sealed class HilftTests
{
    [Fact]
    public void The_recordings_have_no_dead_letter_no_late_reading_and_no_dead_sensor()
    {
        var files = Files();
        using var driver = HvacDriver.All();
        foreach (var file in files)
        {
            foreach (var reading in HilftRecording.Read(file))
            {
                driver.Report(reading);
            }
        }

        Assert.Empty(driver.Driver.Records(HvacReadings.DeadLetterTopic));
        Assert.Equal(0, driver.Driver.LateRecords);
        Assert.DoesNotContain(driver.Alerts(), r => r.Value.Kind == AlertKind.Sensor);
    }

    private static IReadOnlyList<string> Files()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("MILLRACE_DATA") ?? Path.Combine(Root(), "..", "shared", "data"), "hilft");
        Assert.SkipUnless(Directory.Exists(folder), "There are no HILFT recordings in the data folder (MILLRACE_DATA).");
        return [.. Directory.GetFiles(folder, "*.csv").Where(f => Path.GetFileName(f) != "Metadata.csv").Order(StringComparer.Ordinal)];
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Processing.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("No Processing.sln above the tests.");
    }
}
