using System.Globalization;
using System.Text.Json;
using Millrace.Cli.Tests.Support;

namespace Millrace.Cli.Tests.Replay;

/// <summary>Recordings through topologies in this process.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-replay-tests-");

    [Theory]
    [InlineData(1.0, 3.0, 0.5, 10, 5)]
    [InlineData(0.3, 0.8, 0.1, 2, 3)]
    [InlineData(0.2, 0.5, 0.05, 1, 1)]
    public async Task The_alerts_are_those_of_the_rule_written_a_second_time(double warning, double critical, double clear, double onDelay, double clearDelay)
    {
        var limits = new TemperatureLimits(warning, critical, clear, onDelay, clearDelay);
        var run = await Invocation.SucceedAsync(
        [
            "replay", .. Outside.Recordings, "--format", "hilft", "--topology", "TemperatureAlerts", "--json",
            "--set", Setting("WarningCelsius", warning), "--set", Setting("CriticalCelsius", critical), "--set", Setting("ClearCelsius", clear),
            "--set", Setting("OnDelay", onDelay, "m"), "--set", Setting("ClearDelay", clearDelay, "m"),
        ]);
        var expected = Outside.Recordings.SelectMany(file => TemperatureRule.Expect(file, limits)).ToList();
        var records = run.Json.GroupBy(r => r.GetProperty("topic").GetString()!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        Assert.NotEmpty(expected);
        Assert.Equal(["hvac.alarms", "hvac.alerts"], records.Keys.Order(StringComparer.Ordinal));
        foreach (var device in expected.Select(e => e.Device).Distinct())
        {
            Assert.Equal(
                expected.Where(e => e.Device == device),
                records["hvac.alerts"].Where(r => r.GetProperty("key").GetString() == device).Select(Alert));
            Assert.Equal(
                expected.Where(e => e.Device == device).Select(e => (e.At, e.State == "CLEARED")),
                records["hvac.alarms"].Where(r => r.GetProperty("key").GetString() == $"{device}/TEMPERATURE").Select(r => (Time(r, "timestamp"), r.GetProperty("value").ValueKind == JsonValueKind.Null)));
        }

        Assert.Equal(expected.Count, records["hvac.alerts"].Count);
        Assert.Equal(expected.Count, records["hvac.alarms"].Count);
        var times = run.Json.Select(r => Time(r, "timestamp")).ToList();
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task An_alert_has_the_fields_of_its_schema_in_their_order()
    {
        var run = await Invocation.SucceedAsync(["replay", .. Outside.Recordings, "--topology", "TemperatureAlerts", "--json"]);
        var alert = run.Json.First(r => r.GetProperty("topic").GetString() == "hvac.alerts");
        Assert.Equal(["topic", "timestamp", "key", "value"], alert.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["alertId", "deviceId", "site", "kind", "state", "severity", "began", "at", "value", "limit", "message"],
            alert.GetProperty("value").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task All_recordings_go_through_all_rules_without_a_dead_letter()
    {
        var run = await Invocation.SucceedAsync(["replay", .. Outside.Recordings, "--topology", "hvac", "--json"]);
        Assert.Equal("millrace: 8640 readings, 0 dead letters, 0 late", run.ErrorLine);
    }

    [Fact]
    public async Task A_day_of_the_heat_pump_is_1440_readings_and_17_9_kilowatt_hours()
    {
        var day = Outside.Recordings.Single(f => f.EndsWith("Atlanta-Eff-Default.csv", StringComparison.Ordinal));
        var run = await Invocation.SucceedAsync("replay", day, "--topology", "EnergyHours", "--json");
        Assert.Equal("millrace: 1440 readings, 0 dead letters, 0 late", run.ErrorLine);
        Assert.Equal(17.9, run.Json.Sum(r => r.GetProperty("value").GetProperty("kwh").GetDouble()), 0.05);
    }

    [Fact]
    public async Task A_table_is_read_by_its_columns_and_their_units()
    {
        var file = File("room.csv", "when,warm,want\n" + string.Concat(Enumerable.Range(0, 12).Select(m => $"{1_600_000_000 + (60 * m)},77,68\n")));
        var run = await Invocation.SucceedAsync(
            "replay", file, "--format", "csv", "--map", "timestamp=when:epoch-s", "--map", "ambientTemperature=warm:F", "--map", "desiredTemperature=want:F",
            "--topology", "TemperatureAlerts", "--json");
        var alert = run.Json.Single(r => r.GetProperty("topic").GetString() == "hvac.alerts").GetProperty("value");
        Assert.Equal(("room", "RAISED", "CRITICAL", 5.0), (alert.GetProperty("deviceId").GetString(), alert.GetProperty("state").GetString(), alert.GetProperty("severity").GetString(), alert.GetProperty("value").GetDouble()));
    }

    [Theory]
    [InlineData("when,warm\nsoon,20\n", "room.csv, line 2, column 'when': ")]
    [InlineData("when,warm\n1600000000,hot\n", "room.csv, line 2, column 'warm': 'hot' is not a number")]
    [InlineData("when,warm\n1600000000\n", "room.csv, line 2: the row has 1 values, the header 2")]
    [InlineData("time,warm\n1600000000,20\n", "room.csv, line 1, column 'when': there is no such column")]
    [InlineData("", "room.csv: the file is empty")]
    public async Task A_broken_recording_is_named_with_line_and_column(string content, string expected)
    {
        var run = await Invocation.RunAsync(
            "replay", File("room.csv", content), "--format", "csv", "--map", "timestamp=when:epoch-s", "--map", "ambientTemperature=warm", "--topology", "hvac");
        Assert.Contains(expected, run.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);
    }

    [Theory]
    [InlineData("colour=warm", "--map is 'colour=warm': there is no field 'colour'; there are timestamp, ")]
    [InlineData("ambientTemperature=warm:Q", "room.csv, line 1, column 'warm:Q': there is no such column; there are 'when', 'warm'")]
    [InlineData("ambientTemperature", "--map is 'ambientTemperature': ")]
    public async Task A_wrong_mapping_is_named(string map, string expected)
    {
        var run = await Invocation.RunAsync("replay", File("room.csv", "when,warm\n"), "--format", "csv", "--map", "timestamp=when", "--map", map, "--topology", "hvac");
        Assert.Contains(expected, run.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public async Task A_mapping_without_csv_is_wrong_use()
    {
        var run = await Invocation.RunAsync("replay", File("room.csv", "when,warm\n"), "--map", "timestamp=when", "--topology", "hvac");
        Assert.Contains("--map: 'timestamp=when' goes with --format csv", run.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Setting(string name, double value, string unit = "") =>
        string.Create(CultureInfo.InvariantCulture, $"Topologies:TemperatureAlerts:{name}={value}{unit}");

    private static DateTime Time(JsonElement at, string name) => at.GetProperty(name).GetDateTimeOffset().UtcDateTime;

    private static ExpectedAlert Alert(JsonElement record)
    {
        var value = record.GetProperty("value");
        var alert = new ExpectedAlert(
            value.GetProperty("deviceId").GetString()!,
            value.GetProperty("state").GetString()!,
            value.GetProperty("severity").GetString()!,
            Time(value, "began"),
            Time(value, "at"),
            value.GetProperty("value").GetDouble(),
            value.GetProperty("limit").GetDouble());
        Assert.Equal(alert.AlertId, value.GetProperty("alertId").GetString());
        Assert.Equal(alert.At, Time(record, "timestamp"));
        Assert.Equal("TEMPERATURE", value.GetProperty("kind").GetString());
        return alert;
    }

    private string File(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
