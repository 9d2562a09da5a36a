using Millrace.Hvac.Tests.Support;
using static Millrace.Hvac.Tests.Support.HvacDriver;

namespace Millrace.Hvac.Tests;

/// <summary>What happens to a temperature alarm that stands, as a warning from minute 0 to 10 unless said otherwise.</summary>
public sealed class StandingAlarmTests : IDisposable
{
    private readonly HvacDriver _driver = new(readings => new TemperatureAlerts(readings));

    public StandingAlarmTests()
    {
        _driver.Steady(0, 10, 23);
        Assert.Equal(["Raised Warning 0-10 2/1"], _driver.Told());
    }

    public void Dispose() => _driver.Dispose();

    [Theory]
    [InlineData(Mode.Off, true)]
    [InlineData(Mode.Cooling, false)]
    public void It_is_cleared_at_once_when_the_unit_is_off_or_the_room_empty(Mode mode, bool occupied)
    {
        _driver.Room(11, 23.5, mode: mode, occupied: occupied);

        Assert.Equal(["Cleared Warning 0-11 2.5/0.5"], _driver.Told());
    }

    [Fact]
    public void Off_comes_before_escalation()
    {
        _driver.Room(11, 27, mode: Mode.Off);

        Assert.Equal(["Cleared Warning 0-11 6/0.5"], _driver.Told());
    }

    [Fact]
    public void It_is_cleared_at_the_first_reading_at_which_every_reading_has_been_calm_for_5_minutes()
    {
        _driver.Steady(11, 16, 21.5);

        Assert.Equal(["Cleared Warning 0-16 0.5/0.5"], _driver.Told());
    }

    [Fact]
    public void It_is_not_cleared_a_millisecond_earlier()
    {
        _driver.Steady(11, 15, 21.2);
        _driver.Report(Rooms.Reading(0, 21.2) with { Timestamp = At(16).AddMilliseconds(-1) });

        Assert.Empty(_driver.Told());
    }

    [Theory]
    [InlineData(21.8, 21.3)]
    [InlineData(21.3, 21.8)]
    [InlineData(20.5, 21.0)]
    public void A_difference_of_exactly_half_a_degree_whatever_its_binary_noise_is_calm(double ambient, double desired)
    {
        _driver.Room(11, ambient, desired);
        _driver.Room(16, ambient, desired);

        Assert.Equal(["Cleared Warning 0-16 0.5/0.5"], _driver.Told());
    }

    [Fact]
    public void One_reading_that_is_not_calm_begins_the_row_anew()
    {
        _driver.Steady(11, 14, 21);
        _driver.Room(15, 21.500001);
        _driver.Steady(16, 20, 21);
        Assert.Empty(_driver.Told());

        _driver.Room(21, 21);

        Assert.Equal(["Cleared Warning 0-21 0/0.5"], _driver.Told());
    }

    [Fact]
    public void Gaps_do_not_matter_to_calm_nor_to_the_alarm()
    {
        _driver.Room(130, 21);
        Assert.Empty(_driver.Told());

        _driver.Room(300, 21);

        Assert.Equal(["Cleared Warning 0-300 0/0.5"], _driver.Told());
    }

    [Fact]
    public void A_calm_reading_after_a_long_silence_does_not_clear_by_itself()
    {
        _driver.Room(600, 21);

        Assert.Empty(_driver.Told());
    }

    [Fact]
    public void It_stands_while_the_room_is_neither_calm_nor_off_its_set_point()
    {
        _driver.Steady(11, 60, 21.8);

        Assert.Empty(_driver.Told());
    }

    [Fact]
    public void It_escalates_once_when_the_difference_is_more_than_3()
    {
        _driver.Room(11, 24);
        Assert.Empty(_driver.Told());

        _driver.Room(12, 24.5);
        _driver.Room(13, 23);
        _driver.Room(14, 25);

        Assert.Equal(["Escalated Critical 0-12 3.5/3"], _driver.Told());
    }

    [Fact]
    public void An_alarm_that_was_raised_as_critical_does_not_escalate()
    {
        _driver.Steady(0, 20, 25, device: "R-102");

        Assert.Equal(["Raised Critical 0-10 4/3"], _driver.Told());
    }

    [Fact]
    public void Cleared_carries_the_last_severity_even_if_the_room_got_milder_meanwhile()
    {
        _driver.Room(11, 25);
        _driver.Room(12, 22);
        _driver.Room(13, 21);
        _driver.Room(18, 21);

        Assert.Equal(["Escalated Critical 0-11 4/3", "Cleared Critical 0-18 0/0.5"], _driver.Told());
    }

    [Fact]
    public void After_it_was_cleared_the_next_qualifying_reading_starts_a_new_delay()
    {
        _driver.Room(11, 23, mode: Mode.Off);
        _driver.Steady(12, 22, 23);

        Assert.Equal(["Cleared Warning 0-11 2/0.5", "Raised Warning 12-22 2/1"], _driver.Told());
    }

    [Fact]
    public void A_late_reading_neither_clears_nor_escalates()
    {
        _driver.Room(9, 30);
        _driver.Room(9, 21, mode: Mode.Off);

        Assert.Empty(_driver.Told());
        Assert.Equal(2, _driver.Driver.LateRecords);
    }

    [Fact]
    public void A_reading_of_the_same_time_is_judged()
    {
        _driver.Room(10, 25);
        _driver.Room(10, 21, mode: Mode.Off);

        Assert.Equal(["Escalated Critical 0-10 4/3", "Cleared Critical 0-10 0/0.5"], _driver.Told());
    }

    [Fact]
    public void A_reading_without_ambient_or_desired_changes_nothing()
    {
        _driver.Steady(11, 13, 21);
        _driver.Room(14, null, mode: Mode.Off);
        _driver.Room(15, 21, desired: null, occupied: false);
        _driver.Room(16, 21);

        Assert.Equal(["Cleared Warning 0-16 0/0.5"], _driver.Told());
    }

    [Fact]
    public void All_records_of_an_alarm_have_its_id()
    {
        _driver.Room(11, 25);
        _driver.Room(12, 25, occupied: false);

        var alerts = _driver.Alerts().Select(r => r.Value).ToList();
        Assert.Equal(2, alerts.Count);
        Assert.All(alerts, a => Assert.Equal($"R-101/TEMPERATURE/{At(0).ToUnixTimeMilliseconds()}", a.AlertId));
    }

    [Fact]
    public void The_sentences_say_what_happened()
    {
        _driver.Room(11, 25);
        _driver.Room(12, 21.2);
        _driver.Room(75, 21.2);
        _driver.Steady(80, 90, 19, device: "R-102");
        _driver.Room(91, 19, mode: Mode.Off, device: "R-102");
        _driver.Steady(80, 90, 19, device: "R-103");
        _driver.Room(91, 19, occupied: false, device: "R-103");

        Assert.Equal(
            [
                "R-101 is getting worse, 4 °C too warm after 11 min: 25 °C instead of 21 °C.",
                "R-101 is back at its set point after 1 h 15 min: 21.2 °C, set to 21 °C.",
                "R-102 has been too cold for 10 min: 19 °C instead of 21 °C.",
                "R-102 was switched off; its temperature alarm ends after 11 min.",
                "R-103 has been too cold for 10 min: 19 °C instead of 21 °C.",
                "R-103 serves an empty room; its temperature alarm ends after 11 min.",
            ],
            _driver.Alerts().Select(r => r.Value.Message));
    }
}
