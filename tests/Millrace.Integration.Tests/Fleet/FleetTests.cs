using System.Globalization;
using System.Text;
using System.Text.Json;
using Millrace.ColdPath;
using Millrace.Hvac;
using Millrace.Integration.Tests.Clusters;
using Millrace.Integration.Tests.Processes;
using Millrace.Kafka.Tests.Support;
using Millrace.Simulation.Fleet;

namespace Millrace.Integration.Tests.Fleet;

/// <summary>What stands on a real broker's topics, and in the archive, after the fleet's run.</summary>
[Collection(FleetCluster.Name)]
public sealed class FleetTests : IClassFixture<FleetRun>
{
    private const string AlertsTopic = "hvac.alerts";
    private const string AlarmsTopic = "hvac.alarms";
    private readonly FleetRun _run;
    private readonly ITestOutputHelper _output;

    public FleetTests(FleetRun run, ITestOutputHelper output)
    {
        KafkaHome.Require();
        _run = run;
        _output = output;
    }

    [Fact]
    public void A_worker_was_stopped_half_way()
    {
        _output.WriteLine(_run.Report);
        Assert.Equal(200_000, _run.Devices.Readings);
        Assert.InRange(_run.PositionAtStop, _run.Sent.Count / 2, _run.Sent.Count * 6 / 10);
    }

    [Fact]
    public async Task Every_expected_alert_and_no_other_is_there()
    {
        var expected = _run.Devices.ExpectedAlerts().ToList();
        var found = new List<ExpectedAlert>();
        foreach (var record in Committed(AlertsTopic).SelectMany(p => p))
        {
            var alert = await _run.System.Wire.ReadAsync<HvacAlert>(AlertsTopic, record);
            Assert.Equal((alert.DeviceId, alert.At.ToUnixTimeMilliseconds()), (record.KeyText(), record.Timestamp));
            found.Add(AlertComparison.Plain(alert));
        }

        Assert.True(expected.Count > 1_000, $"only {expected.Count} alerts are expected");
        AlertComparison.Same(expected, found);
        Assert.All(found.GroupBy(a => a.AlertId, StringComparer.Ordinal), alarm => Assert.Equal(alarm.OrderBy(a => a.At), alarm));
    }

    [Fact]
    public async Task The_alarms_say_what_stands()
    {
        var standing = new Dictionary<string, ExpectedAlert>(StringComparer.Ordinal);
        var partitions = Committed(AlarmsTopic);
        for (var partition = 0; partition < partitions.Count; partition++)
        {
            foreach (var record in partitions[partition])
            {
                var device = record.KeyText().Split('/')[0];
                Assert.Equal(Murmur2.Partition(Encoding.UTF8.GetBytes(device), partitions.Count), partition);
                standing.Remove(record.KeyText());
                if (record.Value is not null)
                    standing.Add(record.KeyText(), Plain(await _run.System.Wire.ReadAsync<HvacAlarm>(AlarmsTopic, record)));
            }
        }

        // An alarm does not say whether it was raised or escalated last; its severity and time do.
        var expected = _run.Devices.ExpectedAlarms().Select(a => a with { State = AlertState.Raised }).ToList();
        Assert.NotEmpty(expected);
        AlertComparison.Same(expected, standing.Values);
        Assert.All(standing, alarm => Assert.StartsWith(alarm.Key + "/", alarm.Value.AlertId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_alerts_command_prints_what_stands()
    {
        var (exitCode, output, errors) = await ProgramProcess.RunAsync(Programs.Millrace, ["alerts", "--json", .. _run.System.Addresses]);

        Assert.True(exitCode == 0, errors);
        var printed = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);
        Assert.Equal(
            _run.Devices.ExpectedAlarms().Select(a => $"{a.AlertId} {a.Severity.ToString().ToUpperInvariant()} {Iso(a.Began)}").Order(StringComparer.Ordinal),
            printed.Select(a => $"{a.GetProperty("alertId")} {a.GetProperty("severity")} {Iso(a.GetProperty("began").GetDateTimeOffset())}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_broken_reading_is_a_dead_letter_with_its_bytes_untouched()
    {
        var broken = Committed(HvacReadings.Topic)
            .SelectMany((records, partition) => records.Where(IsBroken).Select(r => Letter(HvacReadings.Topic, partition, r.Offset, r)))
            .ToList();
        var letters = Committed(HvacReadings.DeadLetterTopic)
            .SelectMany(p => p)
            .Select(r => Letter(Header(r, DeadLetterHeaders.Topic), Number(r, DeadLetterHeaders.Partition), Number(r, DeadLetterHeaders.Offset), r))
            .ToList();

        Assert.Equal(_run.Devices.Broken, broken.Count);
        Assert.Equal(broken.Order(StringComparer.Ordinal), letters.Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task The_archive_verifies_and_holds_every_sound_reading_once() => ArchiveCheck.HoldsExactlyAsync(_run.System, _run.Sent);

    [Fact]
    public async Task Every_whole_hour_of_energy_is_there_once()
    {
        var found = new List<string>();
        foreach (var record in Committed(EnergyHours.Topic).SelectMany(p => p))
        {
            var hour = await _run.System.Wire.ReadAsync<EnergyHour>(EnergyHours.Topic, record);
            found.Add(Hour(hour.DeviceId, hour.Hour, hour.Kwh, hour.Readings));
        }

        Assert.Equal(ExpectedHours().Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    /// <summary>A meter that rises by 0.01 kWh a minute; the hour under way at the end is not sent.</summary>
    private IEnumerable<string> ExpectedHours()
    {
        foreach (var device in _run.Sent.Where(r => !IsBroken(r.Key)).GroupBy(r => r.Key, r => r.Reading!.Timestamp, StringComparer.Ordinal))
        {
            var times = device.ToList();
            for (var hour = FloorToHour(times[0]); hour + TimeSpan.FromHours(1) <= times[^1]; hour += TimeSpan.FromHours(1))
            {
                var from = times[0] > hour ? times[0] : hour;
                var end = hour + TimeSpan.FromHours(1);
                yield return Hour(device.Key, hour, (end - from).TotalMinutes * 0.01, times.Count(t => t >= hour && t < end));
            }
        }
    }

    private IReadOnlyList<IReadOnlyList<Taken>> Committed(string topic) => _run.System.Cluster.ReadPartitions(topic);

    private static ExpectedAlert Plain(HvacAlarm alarm) => new(
        alarm.AlertId, alarm.DeviceId, alarm.Site ?? "", alarm.Kind, AlertState.Raised, alarm.Severity, alarm.Began, alarm.Updated, alarm.Value, alarm.Limit);

    private static bool IsBroken(Taken record) => IsBroken(record.KeyText());

    private static bool IsBroken(string key) => key.StartsWith(ArchiveCheck.BrokenKey, StringComparison.Ordinal);

    private static string Letter(string topic, long partition, long offset, Taken record) =>
        $"{topic} {partition} {offset} {record.KeyText()} {Convert.ToHexString(record.Value!)}";

    private static string Header(Taken record, string name) => record.Headers!.Last(name)!.Value.Text!;

    private static long Number(Taken record, string name) => long.Parse(Header(record, name), CultureInfo.InvariantCulture);

    private static string Hour(string device, DateTimeOffset hour, double kwh, int readings) =>
        string.Create(CultureInfo.InvariantCulture, $"{device} {Iso(hour)} {Math.Round(kwh, 6):0.000000} kWh of {readings}");

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset FloorToHour(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
