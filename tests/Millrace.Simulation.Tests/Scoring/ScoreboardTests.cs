using Millrace.Hvac;
using Millrace.Simulation.Buildings;
using Millrace.Simulation.Faults;
using Millrace.Simulation.Scoring;

namespace Millrace.Simulation.Tests.Scoring;

public sealed class ScoreboardTests
{
    private static readonly DateTimeOffset Start = BuildingOptions.DefaultStart;
    private static readonly DateTimeOffset Noon = Start.AddHours(4);
    private readonly StuckDamper _damper = new("R-101", Noon, Noon.AddMinutes(50), open: false);

    [Theory]
    [InlineData(10, FaultOutcome.TooYoung)]
    [InlineData(34, FaultOutcome.TooYoung)]
    [InlineData(35, FaultOutcome.Missed)]
    public void A_fault_without_its_alert_is_too_young_until_it_is_missed(double minutes, FaultOutcome outcome) =>
        Assert.Equal(outcome, Assert.Single(Board(_damper).Report(Noon.AddMinutes(minutes)).Verdicts).Outcome);

    [Fact]
    public void A_fault_that_has_not_begun_is_not_injected() => Assert.Equal(0, Board(_damper).Report(Noon.AddSeconds(-1)).Injected);

    [Fact]
    public void The_alert_of_its_rule_finds_a_fault_even_before_it_is_due()
    {
        var board = Board(_damper);
        board.Observe(Alert("R-101", AlertKind.Temperature, 5, 15));

        var report = board.Report(Noon.AddMinutes(16));

        Assert.True(report.IsClean);
        Assert.Equal(1, report.Found);
        Assert.Equal(Noon.AddMinutes(15), report.Verdicts[0].FoundAt);
    }

    [Theory]
    [InlineData("R-101", AlertKind.Co2, 5)]
    [InlineData("R-102", AlertKind.Temperature, 5)]
    [InlineData("R-101", AlertKind.Temperature, -30)]
    public void Another_kind_another_room_or_another_time_does_not_find_it(string device, AlertKind kind, double began)
    {
        var board = Board(_damper);
        board.Observe(Alert(device, kind, began, began + 10));

        Assert.Equal(1, board.Report(Noon.AddHours(1)).Missed);
    }

    [Theory]
    [InlineData("R-101", AlertKind.Co2, 5, 0)]
    [InlineData("R-101", AlertKind.HumidityHigh, 70, 0)]
    [InlineData("R-101", AlertKind.Temperature, -30, 1)]
    [InlineData("R-101", AlertKind.Temperature, 200, 1)]
    [InlineData("R-102", AlertKind.Temperature, 5, 1)]
    public void An_alert_is_false_where_no_fault_explains_it(string device, AlertKind kind, double began, int falseAlarms)
    {
        var board = Board(_damper);
        board.Observe(Alert(device, kind, began, began + 10));

        Assert.Equal(falseAlarms, board.Report(Noon.AddHours(5)).FalseAlarms.Count);
    }

    [Fact]
    public void What_clears_or_escalates_an_alarm_is_no_alarm_of_its_own()
    {
        var board = Board(_damper);
        board.Observe(Alert("R-109", AlertKind.Temperature, 5, 15) with { State = AlertState.Cleared });
        board.Observe(Alert("R-109", AlertKind.Temperature, 5, 15) with { State = AlertState.Escalated });

        Assert.Empty(board.Report(Noon).FalseAlarms);
    }

    [Fact]
    public void An_anomaly_finds_a_drifting_sensor_and_nothing_else_does()
    {
        var board = Board(new SensorDrift("R-101", Noon, Noon.AddMinutes(40), 0.1));
        board.Observe(Alert("R-101", AlertKind.Temperature, 15, 25));
        Assert.Equal(1, board.Report(Noon.AddMinutes(30)).Missed);

        board.Observe(Anomaly("R-101", 5));
        Assert.True(board.Report(Noon.AddMinutes(30)).IsClean);

        board.Observe(Anomaly("R-102", 5));
        Assert.Equal("R-102", Assert.Single(board.Report(Noon.AddMinutes(30)).FalseAlarms).Key);
    }

    [Fact]
    public void A_poisoned_record_needs_one_dead_letter_and_not_two()
    {
        var board = Board(new PoisonRecord("poison-0001", Noon, PoisonKind.NotANumber, 1));
        Assert.Equal(1, board.Report(Noon.AddMinutes(2)).Missed);

        board.ObserveDeadLetter("poison-0001");
        Assert.True(board.Report(Noon.AddMinutes(2)).IsClean);

        board.ObserveDeadLetter("poison-0001");
        Assert.Single(board.Report(Noon.AddMinutes(2)).FalseAlarms);
    }

    [Theory]
    [InlineData("R-101")]
    [InlineData(null)]
    public void A_dead_letter_of_a_sound_record_is_a_false_alarm(string? key)
    {
        var board = Board();
        board.ObserveDeadLetter(key);

        Assert.Single(board.Report(Noon).FalseAlarms);
    }

    [Fact]
    public void A_fault_behind_a_gateway_that_is_away_is_due_when_the_gateway_is_back()
    {
        var witness = new DeadSensor("R-101", Noon.AddMinutes(1), Noon.AddMinutes(31), silent: true);
        var board = Board(witness, new GatewayOutage("GW-1", Noon, Noon.AddMinutes(20), witness));

        Assert.Equal(2, board.Report(Noon.AddMinutes(20)).TooYoung);
        Assert.Equal(2, board.Report(Noon.AddMinutes(21)).Missed);

        board.Observe(Alert("R-101", AlertKind.Sensor, 1, 11));
        Assert.Equal(2, board.Report(Noon.AddMinutes(21)).Found);
    }

    [Theory]
    [InlineData(100, 100, 0, FaultOutcome.Found)]
    [InlineData(100, 99, 0, FaultOutcome.Missed)]
    [InlineData(100, 100, 1, FaultOutcome.Missed)]
    public void A_gateway_that_is_back_must_have_lost_nothing_and_been_late_with_nothing(long sent, long processed, long late, FaultOutcome outcome)
    {
        var witness = new DeadSensor("R-101", Noon.AddMinutes(1), Noon.AddMinutes(31), silent: true);
        var outage = new GatewayOutage("GW-1", Noon, Noon.AddMinutes(20), witness);
        var board = Board(witness, outage);
        board.Observe(Alert("R-101", AlertKind.Sensor, 1, 11));

        var report = board.Report(Noon.AddMinutes(25), new StreamCounts(sent, processed, late));

        Assert.Equal(outcome, report.Verdicts.Single(verdict => verdict.Fault == outage).Outcome);
    }

    [Fact]
    public void An_alert_that_is_observed_twice_counts_once()
    {
        var board = Board(_damper);
        board.Observe(Alert("R-101", AlertKind.Temperature, 5, 15));
        board.Observe(Alert("R-101", AlertKind.Temperature, 5, 15));

        Assert.Equal(1, board.Report(Noon.AddMinutes(40)).Found);
    }

    private static Scoreboard Board(params Fault[] faults) => new(new FaultPlan(new BuildingLayout(new BuildingOptions()), faults));

    private static HvacAlert Alert(string device, AlertKind kind, double began, double at) =>
        new Rules.Finding(device, kind, AlertState.Raised, Severity.Warning, Noon.AddMinutes(began), Noon.AddMinutes(at), 2, 1).ToAlert();

    private static TemperatureAnomaly Anomaly(string device, double windowStart) => new()
    {
        DeviceId = device,
        WindowStart = Noon.AddMinutes(windowStart),
        WindowEnd = Noon.AddMinutes(windowStart + 5),
        Value = 1,
        Expectation = 0,
        Score = 10,
        Message = string.Empty,
    };
}
