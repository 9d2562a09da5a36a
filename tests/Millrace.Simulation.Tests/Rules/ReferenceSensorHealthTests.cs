using Millrace.Hvac;

namespace Millrace.Simulation.Tests.Rules;

/// <summary>The rule for dead sensors by example; the topology must give the same.</summary>
public sealed class ReferenceSensorHealthTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 15, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_value_for_twenty_minutes_is_raised_and_another_value_clears_it() => Assert.Equal(
        ["20 Raised from 0 limit 20", "23 Cleared from 0 limit 20"],
        Findings([.. Same(0, 22, 21.5), (23, 21.6, Mode.Cooling), (24, 21.5, Mode.Cooling)]));

    [Fact]
    public void No_value_for_ten_minutes_is_raised_and_any_value_clears_it() => Assert.Equal(
        ["11 Raised from 1 limit 10", "14 Cleared from 1 limit 10"],
        Findings([(0, 21.5, Mode.Cooling), .. Same(1, 13, null), (14, 21.5, Mode.Cooling)]));

    [Fact]
    public void A_value_in_between_begins_a_new_run() => Assert.Equal(
        ["31 Raised from 11 limit 20"],
        Findings([.. Same(0, 9, 21.5), (10, 21.51, Mode.Cooling), .. Same(11, 31, 21.5)]));

    [Fact]
    public void A_unit_that_is_off_has_no_run_and_its_alarm_is_cleared() => Assert.Equal(
        ["10 Raised from 0 limit 10", "11 Cleared from 0 limit 10", "22 Raised from 12 limit 10"],
        Findings([.. Same(0, 10, null), (11, null, Mode.Off), .. Same(12, 22, null)]));

    [Fact]
    public void A_gap_of_more_than_five_minutes_begins_a_new_run() => Assert.Equal(
        ["24.5 Raised from 14.5 limit 10"],
        Findings([.. Same(0, 9, null), .. Same(14.5, 24.5, null)]));

    [Fact]
    public void A_gap_of_five_minutes_does_not() => Assert.Equal(["14 Raised from 0 limit 10"], Findings([.. Same(0, 9, null), (14, null, Mode.Fan)]));

    [Fact]
    public void An_alarm_stands_through_gaps_late_readings_and_a_stuck_value_that_falls_silent() => Assert.Equal(
        ["20 Raised from 0 limit 20", "90 Cleared from 0 limit 20"],
        Findings([.. Same(0, 20, 21.5), (19, 23, Mode.Cooling), (60, 21.5, Mode.Cooling), .. Same(61, 75, null), (76, 21.5, Mode.Fan), (90, 21, Mode.Fan)]));

    [Fact]
    public void The_reading_that_clears_begins_the_next_run() => Assert.Equal(
        ["10 Raised from 0 limit 10", "11 Cleared from 0 limit 10", "31 Raised from 11 limit 20"],
        Findings([.. Same(0, 10, null), .. Same(11, 31, 20)]));

    private static IEnumerable<string> Findings((double Minute, double? Ambient, Mode Mode)[] readings)
    {
        var rule = new ReferenceSensorHealth();
        return readings
            .Select(reading => rule.Judge(new HvacReading
            {
                DeviceId = "R-101",
                Timestamp = Start.AddMinutes(reading.Minute),
                AmbientTemperature = reading.Ambient,
                Mode = reading.Mode,
            }))
            .OfType<Finding>()
            .Select(finding => $"{(finding.At - Start).TotalMinutes} {finding.State} from {(finding.Began - Start).TotalMinutes} limit {finding.Limit}");
    }

    private static IEnumerable<(double Minute, double? Ambient, Mode Mode)> Same(double from, double to, double? ambient)
    {
        for (var minute = from; minute <= to; minute++)
            yield return (minute, ambient, Mode.Cooling);
    }
}
