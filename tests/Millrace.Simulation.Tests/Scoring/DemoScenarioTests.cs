using Millrace.Hvac;
using Millrace.Simulation.Faults;
using Millrace.Simulation.Scoring;

namespace Millrace.Simulation.Tests.Scoring;

public sealed class DemoScenarioTests
{
    public static TheoryData<long> Seeds => [.. Enumerable.Range(1, 30).Select(seed => (long)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Forty_minutes_inject_every_kind_of_fault_find_each_and_alarm_for_nothing_else(long seed)
    {
        var run = new DemoRun(seed, TimeSpan.FromMinutes(40));

        var report = run.Report();

        AssertClean(report);
        Assert.Equal(
            Enum.GetValues<FaultKind>(),
            report.Verdicts.Where(verdict => verdict.Outcome == FaultOutcome.Found).Select(verdict => verdict.Fault.Kind).Distinct().Order());
        Assert.Equal(0, run.Rules.Late);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_first_alert_is_there_when_the_live_part_begins(long seed)
    {
        var run = new DemoRun(seed, TimeSpan.FromMinutes(5));

        Assert.Contains(run.Rules.Findings, finding => finding.State == AlertState.Raised && finding.At < run.LiveFrom);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void Two_days_and_nights_of_faults_are_all_found_and_nothing_else(long seed)
    {
        var run = new DemoRun(seed, TimeSpan.FromHours(48));

        var report = run.Report();

        AssertClean(report);
        Assert.True(report.Injected > 400);
        Assert.All(
            report.Verdicts.Where(verdict => verdict.Outcome == FaultOutcome.Found),
            verdict => Assert.True(verdict.FoundAt <= run.Plan.DueAt(verdict.Fault), $"{verdict.Fault} was found after it was due"));
    }

    [Theory]
    [InlineData(1, 13)]
    [InlineData(4, 14)]
    [InlineData(10, 14)]
    public void Faults_are_found_in_other_seasons_too(int month, int day)
    {
        var run = new DemoRun(month, TimeSpan.FromHours(24), new DateTimeOffset(2026, month, day, 8, 0, 0, TimeSpan.Zero));

        AssertClean(run.Report());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(21)]
    [InlineData(33)]
    public void Whenever_the_demo_ends_nothing_is_missed(double minutes) =>
        AssertClean(new DemoRun(seed: 1, TimeSpan.FromMinutes(minutes)).Report());

    [Fact]
    public void A_demo_that_ends_at_once_has_faults_that_are_too_young_to_judge() =>
        Assert.True(new DemoRun(seed: 1, TimeSpan.FromMinutes(2)).Report().TooYoung > 0);

    [Fact]
    public void A_fault_in_the_backlog_of_a_gateway_is_alerted_out_of_it()
    {
        var run = new DemoRun(seed: 4, TimeSpan.FromMinutes(40));

        var outage = run.Plan.Outages[0];
        var alert = Assert.Single(run.Rules.Findings, finding => finding.DeviceId == outage.Witness.Target && finding.State == AlertState.Raised);
        Assert.InRange(alert.At, outage.Start, outage.End);
        Assert.Equal(AlertKind.Sensor, alert.Kind);
    }

    private static void AssertClean(ScoreReport report)
    {
        Assert.Empty(report.Verdicts.Where(verdict => verdict.Outcome == FaultOutcome.Missed).Select(verdict => $"{verdict.Fault}: {verdict.Fault.Description}: {verdict.Reason}"));
        Assert.Empty(report.FalseAlarms);
    }
}
