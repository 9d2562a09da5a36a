using System.Text;
using Millrace.Hvac.Tests.Support;
using Millrace.Simulation.Buildings;
using Millrace.Simulation.Faults;
using Millrace.Simulation.Feeding;
using Millrace.Simulation.Fleet;
using Millrace.Simulation.Scoring;

namespace Millrace.Hvac.Tests;

/// <summary>The worker's topologies against buildings of which it is known what has to be found.</summary>
public sealed class SimulationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Every_fault_of_a_simulated_building_is_found_and_no_healthy_room_has_an_alert(long seed)
    {
        var options = new BuildingOptions { Seed = seed };
        var liveStart = options.Start + 3.Hours();
        var end = liveStart + 65.Minutes();
        var layout = new BuildingLayout(options);
        var plan = FaultPlan.Create(layout, new FaultPlanOptions { Seed = seed, LiveStart = liveStart });
        var clock = new SimulatedClock(options.Start, speed: 1);
        using var driver = HvacDriver.All(clock: clock);
        var feed = new SimulationFeed(new Building(layout, plan), plan, clock, new DriverOutput(driver));

        await feed.RunAsync(liveFrom: end, until: end, TestContext.Current.CancellationToken);

        var scores = new Scoreboard(plan);
        foreach (var alert in driver.Alerts())
        {
            scores.Observe(alert.Value);
        }

        foreach (var anomaly in driver.Anomalies())
        {
            scores.Observe(anomaly.Value);
        }

        foreach (var letter in driver.Driver.Records(HvacReadings.DeadLetterTopic))
        {
            scores.ObserveDeadLetter(letter.Key is null ? null : Encoding.UTF8.GetString(letter.Key));
        }

        var report = scores.Report(end);
        Assert.True(report.Found >= 8, $"only {report.Found} faults were old enough to be found");
        Assert.Empty(report.FalseAlarms);
        Assert.Empty(report.Verdicts.Where(v => v.Outcome == FaultOutcome.Missed).Select(v => $"{v.Fault}: {v.Reason}"));
        Assert.Equal(0, driver.Driver.LateRecords);
    }

    [Fact]
    public void A_fleet_that_acts_by_scripts_causes_every_alert_of_its_scripts_and_no_other()
    {
        var fleet = new ScriptedFleet(new ScriptedFleetOptions
        {
            Devices = 48,
            ReadingsPerDevice = 300,
            BrokenEvery = 500,
            Start = HvacDriver.Start,
            Clock = HvacDriver.Now,
        });
        using var driver = HvacDriver.All(partitions: 3);
        foreach (var record in fleet.Records())
        {
            DriverOutput.Send(driver, record);
        }

        var expected = fleet.ExpectedAlerts().Select(Text).Order(StringComparer.Ordinal);
        Assert.Equal(expected, driver.Alerts().Select(r => Text(r.Value)).Order(StringComparer.Ordinal));
        Assert.Equal(fleet.Broken, driver.Driver.Records(HvacReadings.DeadLetterTopic).Count);
        var standing = driver.Alarms().GroupBy(r => r.Key, StringComparer.Ordinal).Select(g => g.Last().Value).OfType<HvacAlarm>();
        Assert.Equal(fleet.ExpectedAlarms().Select(a => a.AlertId).Order(StringComparer.Ordinal), standing.Select(a => a.AlertId).Order(StringComparer.Ordinal));
    }

    private static string Text(ExpectedAlert a) =>
        FormattableString.Invariant($"{a.AlertId} {a.DeviceId} {a.Site} {a.Kind} {a.State} {a.Severity} {a.Began:O} {a.At:O} {a.Value:0.######} {a.Limit}");

    private static string Text(HvacAlert a) =>
        FormattableString.Invariant($"{a.AlertId} {a.DeviceId} {a.Site} {a.Kind} {a.State} {a.Severity} {a.Began:O} {a.At:O} {a.Value:0.######} {a.Limit}");

    private sealed class DriverOutput(HvacDriver driver) : IReadingOutput
    {
        public static void Send(HvacDriver driver, OutgoingRecord record)
        {
            if (record.Reading is { } reading)
            {
                driver.Report(record.Key, reading);
            }
            else
            {
                driver.Driver.Pipe(HvacReadings.Topic, Encoding.UTF8.GetBytes(record.Key), record.Bytes.ToArray(), record.Timestamp.ToUnixTimeMilliseconds());
            }
        }

        public ValueTask SendAsync(OutgoingRecord record, CancellationToken cancellationToken)
        {
            Send(driver, record);
            return ValueTask.CompletedTask;
        }

        public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
