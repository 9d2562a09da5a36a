using System.Text;
using Millrace.Hvac.Tests.Support;
using static Millrace.Hvac.Tests.Support.HvacDriver;

namespace Millrace.Hvac.Tests.Alarms;

/// <summary>What the topic of standing alarms says, and where its records lie.</summary>
public sealed class AlarmTopicsTests
{
    [Fact]
    public void What_stands_is_told_when_it_is_raised_and_when_it_escalates_and_taken_back_when_it_is_cleared()
    {
        using var driver = new HvacDriver(readings => new TemperatureAlerts(readings));
        driver.Steady(0, 10, 23);
        driver.Room(11, 25);
        driver.Room(12, 25, mode: Mode.Off);

        var alarms = driver.Alarms();
        Assert.All(alarms, r => Assert.Equal("R-101/TEMPERATURE", r.Key));
        Assert.Equal([At(10), At(11), At(12)], alarms.Select(r => DateTimeOffset.FromUnixTimeMilliseconds(r.Timestamp)));
        Assert.Equal(
            new HvacAlarm
            {
                AlertId = $"R-101/TEMPERATURE/{At(0).ToUnixTimeMilliseconds()}",
                DeviceId = "R-101",
                Site = "north",
                Kind = AlertKind.Temperature,
                Severity = Severity.Critical,
                Began = At(0),
                Raised = At(10),
                Updated = At(11),
                Value = 4,
                Limit = 3,
                Message = "R-101 is getting worse, 4 °C too warm after 11 min: 25 °C instead of 21 °C.",
            },
            alarms[1].Value);
        Assert.Equal((Severity.Warning, At(10)), (alarms[0].Value!.Severity, alarms[0].Value!.Updated));
        Assert.Null(driver.Driver.Records("hvac.alarms")[2].Value);
    }

    [Fact]
    public void Alarms_lie_in_the_partition_of_their_devices_readings_and_alerts()
    {
        using var driver = new HvacDriver(readings => new ClimateAlerts(readings), partitions: 7);
        for (var device = 0; device < 40; device++)
        {
            for (var minute = 0; minute <= 5; minute++)
            {
                driver.Air(minute, humidity: 80, co2: 1_500, device: $"site/{device}");
            }
        }

        var alarms = driver.Driver.Records("hvac.alarms");
        Assert.Equal(80, alarms.Count);
        Assert.True(alarms.Select(a => a.Partition).Distinct().Count() > 3);
        Assert.All(alarms, alarm =>
        {
            var key = Encoding.UTF8.GetString(alarm.Key!);
            var device = key[..key.LastIndexOf('/')];
            Assert.Equal(Murmur2.Partition(Encoding.UTF8.GetBytes(device), 7), alarm.Partition);
        });
        Assert.All(driver.Driver.Records("hvac.alerts"), alert => Assert.Equal(Murmur2.Partition(alert.Key!, 7), alert.Partition));
    }

    [Fact]
    public void Topics_are_declared_as_they_have_to_be()
    {
        using var driver = HvacDriver.All();
        var topics = driver.Driver.Graph.Topics.ToDictionary(t => t.Name, StringComparer.Ordinal);

        Assert.Equal("delete", topics["hvac.alerts"].ToKafkaSettings()["cleanup.policy"]);
        Assert.Equal("2592000000", topics["hvac.alerts"].ToKafkaSettings()["retention.ms"]);
        Assert.Equal("compact", topics["hvac.alarms"].ToKafkaSettings()["cleanup.policy"]);
        Assert.Equal(TopicRole.Input, topics["hvac.readings"].Role);
        Assert.Equal(TopicRole.DeadLetter, topics["hvac.readings.dead-letters"].Role);
        Assert.Equal(TopicRole.Output, topics["hvac.anomalies"].Role);
    }
}
