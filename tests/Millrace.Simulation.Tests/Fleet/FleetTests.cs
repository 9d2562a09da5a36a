using Millrace.Hvac;
using Millrace.Simulation.Feeding;
using Millrace.Simulation.Fleet;
using Millrace.Simulation.Tests.Feeding;
using Millrace.Simulation.Tests.Rules;

namespace Millrace.Simulation.Tests.Fleet;

public sealed class FleetTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void A_fleet_is_valid_healthy_and_in_order()
    {
        var fleet = new FleetSimulator(new FleetOptions { Devices = 20, Rate = 20 / 60.0, Start = Start });
        var rules = new ReferenceRules();

        var readings = Enumerable.Range(0, 20 * 60 * 12).Select(number => fleet.Reading(number)).ToList();
        readings.ForEach(reading => rules.Take(OutgoingRecord.Of(reading), reading.Timestamp));

        Assert.Empty(rules.DeadLetters);
        Assert.Empty(rules.Findings);
        Assert.Empty(rules.Anomalies);
        Assert.Equal(readings.Select(reading => reading.Timestamp).Order(), readings.Select(reading => reading.Timestamp));
        Assert.Equal(20, readings.Select(reading => reading.DeviceId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_meter_of_a_fleet_never_runs_back()
    {
        var fleet = new FleetSimulator(new FleetOptions { Devices = 1, Rate = 1, Start = Start });

        var totals = Enumerable.Range(0, 5_000).Select(number => fleet.Reading(number).Energy!.Value).ToList();

        Assert.Equal(totals.Order(), totals);
        Assert.True(totals[^1] > totals[0]);
    }

    [Fact]
    public void Any_reading_of_a_fleet_can_be_had_without_those_before_it()
    {
        var options = new FleetOptions { Devices = 1_000_000, Rate = 100_000, Start = Start };
        var reading = new FleetSimulator(options).Reading(123_456_789);

        Assert.Equal("TT456789", reading.DeviceId);
        Assert.Equal(Start.AddMilliseconds(1_234_567), reading.Timestamp);
        Assert.Equal(reading, new FleetSimulator(options).Reading(123_456_789));
        Assert.NotEqual(reading, new FleetSimulator(options with { Seed = 2 }).Reading(123_456_789));
    }

    [Fact]
    public async Task A_fleet_never_runs_ahead_of_its_clock()
    {
        var beneath = new ManualTime(Start);
        var clock = SimulatedClock.RealTime(beneath);
        var output = new ListOutput();
        var fleet = new FleetSimulator(new FleetOptions { Devices = 10, Rate = 10, Start = Start });

        var run = fleet.RunAsync(output, clock, 35, TestContext.Current.CancellationToken);
        Assert.Single(output.Records);
        beneath.Advance(TimeSpan.FromSeconds(1.05));
        Assert.Equal(11, output.Records.Count);
        beneath.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(35, await run);
        Assert.Equal(35, output.Records.Count);
        Assert.True(output.Flushed);
    }

    [Theory]
    [InlineData(36, 400)]
    [InlineData(500, 130)]
    [InlineData(13, 27)]
    public void The_alerts_that_a_script_promises_are_those_that_the_rules_give(int devices, int minutes)
    {
        var fleet = new ScriptedFleet(new ScriptedFleetOptions
        {
            Devices = devices,
            ReadingsPerDevice = minutes,
            BrokenEvery = 100,
            Start = Start,
            Clock = Start.AddDays(1),
        });
        var rules = new ReferenceRules();

        foreach (var record in fleet.Records())
            rules.Take(record, Start.AddDays(1));

        Assert.Equal(
            fleet.ExpectedAlerts().Select(alert => new Finding(
                alert.DeviceId, alert.Kind, alert.State, alert.Severity, alert.Began, alert.At, Math.Round(alert.Value, 6), alert.Limit)),
            rules.Findings
                .Select(finding => finding with { Value = Math.Round(finding.Value, 6) })
                .OrderBy(finding => finding.DeviceId, StringComparer.Ordinal)
                .ThenBy(finding => finding.At));
        Assert.Equal(fleet.Readings, rules.Processed);
        Assert.Equal(fleet.Broken, rules.DeadLetters.Count);
        Assert.Equal(fleet.Broken, rules.DeadLetters.Distinct(StringComparer.Ordinal).LongCount());
    }

    [Fact]
    public void Two_hundred_thousand_readings_cause_alerts_of_every_kind_and_leave_some_standing()
    {
        var fleet = new ScriptedFleet(new ScriptedFleetOptions { Start = Start, Clock = Start.AddDays(1) });

        Assert.Equal(200_000, fleet.Readings);
        Assert.Equal(200, fleet.Broken);
        Assert.Equal(
            [AlertKind.Temperature, AlertKind.HumidityHigh, AlertKind.HumidityLow, AlertKind.Co2, AlertKind.Sensor],
            fleet.ExpectedAlerts().Select(alert => alert.Kind).Distinct().Order());
        Assert.True(fleet.ExpectedAlerts().Count() > 2_000);
        Assert.NotEmpty(fleet.ExpectedAlarms());
        Assert.All(fleet.ExpectedAlarms(), alarm => Assert.NotEqual(AlertState.Cleared, alarm.State));
    }

    [Fact]
    public void Wrong_fleet_options_are_all_named_at_once()
    {
        var error = Assert.Throws<SimulationOptionsException>(
            () => new FleetSimulator(new FleetOptions { Devices = 0, Rate = double.NaN, Sites = 0, Start = Start }));

        Assert.Equal(3, error.Problems.Count);
    }
}
