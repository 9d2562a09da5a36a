using System.Globalization;
using Millrace.Testing;

namespace Millrace.Tests.Windows;

/// <summary>A thousand devices, of which fifty were offline for six hours and then deliver what they held back.</summary>
public sealed class OfflineDevicesTests
{
    private const int Devices = 1000;
    private const int Offline = 50;
    private const int Hours = 8;
    private const int OfflineHours = 6;

    [Fact]
    public void By_stream_time_the_backlog_is_late()
    {
        using var driver = Run(perKey: false);

        // Two readings an hour; the first hour and those after the sixth came in time.
        Assert.Equal(Offline * 2 * (OfflineHours - 1), driver.LateRecords);
        Assert.NotEqual(Expected(), Results(driver));
    }

    [Fact]
    public void By_time_per_key_nothing_is_late_and_each_window_of_each_device_closes_once_with_all_of_its_readings()
    {
        using var driver = Run(perKey: true);

        Assert.Equal(0, driver.LateRecords);
        Assert.Equal(Expected(), Results(driver));
    }

    [Fact]
    public void The_windows_of_closed_hours_leave_nothing_in_the_compacted_changelog()
    {
        using var driver = Run(perKey: true);

        var live = driver.Records("app-hours-changelog")
            .GroupBy(r => Convert.ToHexString(r.Key!), StringComparer.Ordinal)
            .Count(g => g.Last().Value is not null);
        Assert.Equal(Devices, live);
        Assert.Equal(CleanupPolicy.Compact, driver.Graph.Topics.Single(t => t.Name == "app-hours-changelog").Cleanup);
    }

    private static TopologyTestDriver Run(bool perKey)
    {
        var driver = new TopologyTestDriver(new Inline(streams =>
        {
            var windowed = streams.Stream<string, string>("in").GroupByKey().WindowedBy(TimeWindows.Of(1.Hours())).Emit(EmitStrategy.OnWindowClose);
            (perKey ? windowed.WithTimePerKey() : windowed)
                .Count("hours")
                .ToStream()
                .Map((window, count) => KeyValuePair.Create(window.Key, $"{window.Key}@{window.Start / 3_600_000}={count}"))
                .To("out");
        }));
        var input = driver.Input<string, string>("in");
        for (var half = 0; half < Hours * 2; half++)
        {
            for (var device = 0; device < Devices; device++)
            {
                // Those that were offline come back when the others have gone on.
                var wasOffline = device >= Devices - Offline;
                if (!wasOffline || half < 2 || half >= OfflineHours * 2)
                {
                    if (wasOffline && half == OfflineHours * 2)
                    {
                        for (var missed = 2; missed < OfflineHours * 2; missed++)
                        {
                            input.Pipe(Name(device), "x", At(missed));
                        }
                    }

                    input.Pipe(Name(device), "x", At(half));
                }
            }
        }

        return driver;
    }

    private static List<string> Expected() =>
        [.. Enumerable.Range(0, Devices).SelectMany(d => Enumerable.Range(0, Hours - 1).Select(h => $"{Name(d)}@{h}=2")).Order(StringComparer.Ordinal)];

    private static List<string> Results(TopologyTestDriver driver) => [.. driver.Output<string, string>("out").ReadValues().Order(StringComparer.Ordinal)];

    private static string Name(int device) => device.ToString("d4", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(int half) => DateTimeOffset.UnixEpoch + (half * 30).Minutes();
}
