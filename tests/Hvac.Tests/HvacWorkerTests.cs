using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Millrace.Hosting;
using Millrace.Hvac.Tests.Support;
using Millrace.SchemaRegistry;
using static Millrace.Hvac.Tests.Support.HvacDriver;

namespace Millrace.Hvac.Tests;

/// <summary>All topologies of the worker as one application.</summary>
public sealed class HvacWorkerTests
{
    [Fact]
    public void A_restart_between_any_two_readings_changes_nothing()
    {
        using var straight = HvacDriver.All();
        using var restarted = HvacDriver.All();
        foreach (var reading in ADay())
        {
            straight.Report(reading);
            restarted.Report(reading);
            restarted.Driver.Restart();
        }

        AssertSameOutput(straight, restarted);
    }

    [Fact]
    public void A_replay_gives_the_same_records_with_the_same_ids()
    {
        using var first = HvacDriver.All();
        using var second = HvacDriver.All(partitions: 5);
        foreach (var reading in ADay())
        {
            first.Report(reading);
        }

        foreach (var reading in ADay().OrderBy(r => r.DeviceId, StringComparer.Ordinal))
        {
            second.Report(reading);
        }

        Assert.Equal(
            first.Alerts().Select(r => r.Value).OrderBy(a => a.DeviceId, StringComparer.Ordinal),
            second.Alerts().Select(r => r.Value).OrderBy(a => a.DeviceId, StringComparer.Ordinal));
    }

    [Fact]
    public void A_bad_reading_is_one_dead_letter_whatever_number_of_topologies_reads_it_and_the_stream_goes_on()
    {
        using var driver = HvacDriver.All();
        driver.Steady(0, 9, 23);
        driver.Report(Rooms.Reading(10, 250));
        driver.Driver.Pipe(HvacReadings.Topic, "R-101"u8.ToArray(), "not Avro"u8.ToArray(), 7);
        driver.Report(Rooms.Reading(11, 23) with { Timestamp = Now + 11.Minutes() });
        driver.Room(10, 23);

        Assert.Equal(["Raised Warning 0-10 2/1"], driver.Told());
        var letters = driver.Driver.Records(HvacReadings.DeadLetterTopic);
        Assert.Equal(3, letters.Count);
        Assert.Equal("not Avro", Encoding.UTF8.GetString(letters[1].Value!));
        Assert.Equal("ambientTemperature 250 is outside -60 to 100 degrees Celsius", letters[0].Headers!.Last(DeadLetterHeaders.Message)?.Text);
        Assert.Equal("hvac.readings", letters[2].Headers!.Last(DeadLetterHeaders.Topic)?.Text);
    }

    [Fact]
    public void A_host_runs_all_topologies_as_one_application_with_what_its_configuration_says()
    {
        using var host = Host_(["--Topologies:TemperatureAlerts:OnDelay=2m"]);
        var graph = host.Services.GetRequiredService<TopologyGraph>();

        Assert.Equal("hvac", graph.ApplicationId);
        Assert.Equal(TimeSpan.FromMinutes(2), host.Services.GetRequiredService<TemperatureAlertOptions>().OnDelay);
        Assert.Equal(
            ["ClimateAlerts", "SensorHealth", "TemperatureAlerts", "TemperatureAnomalies"],
            host.Services.GetServices<Topology>().Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.Equal([HvacReadings.Topic], graph.SubTopologies.SelectMany(s => s.SourceTopics));
    }

    [Fact]
    public void A_host_may_run_some_of_them()
    {
        using var host = Host_([], nameof(SensorHealth));

        Assert.Equal([nameof(SensorHealth)], host.Services.GetServices<Topology>().Select(t => t.Name));
    }

    [Fact]
    public void A_host_that_is_asked_for_a_topology_that_is_not_there_says_which_there_are() =>
        Assert.StartsWith(
            "There is no topology 'Nothing'; there are TemperatureAlerts, ClimateAlerts, SensorHealth, TemperatureAnomalies.",
            Assert.Throws<ArgumentException>(() => Host_([], "Nothing")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Wrong_settings_of_several_topologies_are_told_at_once()
    {
        using var host = Host_(["--Topologies:TemperatureAlerts:OnDelay=soon", "--Topologies:ClimateAlerts:Co2ClearPpm=3000"]);

        Assert.Equal(
            [
                "Topologies:TemperatureAlerts:OnDelay is 'soon': it must be a duration such as 00:10:00 or 10m",
                "Topologies:ClimateAlerts:Co2WarningPpm is '1000': it must be Co2ClearPpm, which is 3000, or more",
            ],
            Assert.Throws<MillraceConfigurationException>(() => host.Services.GetRequiredService<TopologyGraph>()).Errors);
    }

    private static IHost Host_(string[] arguments, params string[] topologies)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { Args = arguments, DisableDefaults = true });
        builder.Services.AddSingleton<ISchemaRegistryClient>(_ => DevelopmentRegistry.CreateClient());
        builder.AddMillrace().AddHvac(topologies.Length == 0 ? null : topologies);
        return builder.Build();
    }

    /// <summary>Three rooms over some hours, with all kinds of trouble.</summary>
    private static IEnumerable<HvacReading> ADay()
    {
        for (var minute = 0; minute < 400; minute++)
        {
            foreach (var room in (string[])["R-1", "R-2", "R-3"])
            {
                var phase = minute + (room[^1] * 37);
                var off = room == "R-3" ? (minute is > 250 and < 280 ? 2.2 : 0) : Math.Sin(phase / 35.0) * 3.4;
                var stuck = room == "R-2" && minute is > 200 and < 240;
                yield return Rooms.Reading(minute, stuck ? 22.5 : Math.Round(21 + off + (minute % 7 * 0.01), 2), device: room) with
                {
                    Humidity = 45 + (Math.Cos(phase / 20.0) * 30),
                    Co2 = 900 + (int)(Math.Sin(phase / 25.0) * 1_300),
                    Occupied = phase % 90 == 5 ? false : null,
                };
            }
        }
    }

    private static void AssertSameOutput(HvacDriver expected, HvacDriver actual)
    {
        foreach (var topic in (string[])["hvac.alerts", "hvac.alarms", "hvac.anomalies"])
        {
            var records = expected.Driver.Records(topic);
            Assert.NotEmpty(records);
            Assert.Equal(records.Select(Text), actual.Driver.Records(topic).Select(Text));
        }

        static string Text(Testing.TestRecord r) => $"{r.Timestamp} {Convert.ToHexString(r.Key!)} {(r.Value is null ? "-" : Convert.ToHexString(r.Value))}";
    }
}
