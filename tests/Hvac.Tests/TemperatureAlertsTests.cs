using Millrace.Hosting;
using Millrace.Hvac.Tests.Support;
using static Millrace.Hvac.Tests.Support.HvacDriver;

namespace Millrace.Hvac.Tests;

/// <summary>The rules of the on-delay and of the records; for what happens while an alarm stands see <see cref="StandingAlarmTests"/>.</summary>
public sealed class TemperatureAlertsTests : IDisposable
{
    private readonly HvacDriver _driver = new(readings => new TemperatureAlerts(readings));

    public void Dispose() => _driver.Dispose();

    [Fact]
    public void A_room_off_its_set_point_is_raised_at_the_first_reading_10_minutes_after_the_start()
    {
        _driver.Steady(3, 13, 23);

        Assert.Equal(["Raised Warning 3-13 2/1"], _driver.Told());
    }

    [Fact]
    public void It_is_not_raised_a_millisecond_earlier()
    {
        _driver.Steady(0, 8, 23, every: 4);
        _driver.Report(Rooms.Reading(0, 23) with { Timestamp = At(10).AddMilliseconds(-1) });

        Assert.Empty(_driver.Told());
    }

    [Fact]
    public void A_room_that_is_too_cold_is_off_its_set_point_as_well()
    {
        _driver.Steady(0, 10, 19);

        Assert.Equal(["Raised Warning 0-10 2/1"], _driver.Told());
    }

    [Theory]
    [InlineData(22.0, 21.0)]
    [InlineData(22.3, 21.3)]
    [InlineData(21.3, 22.3)]
    [InlineData(22.0000004, 21.0)]
    public void A_difference_of_exactly_1_whatever_its_binary_noise_is_within_the_limit(double ambient, double desired)
    {
        for (var minute = 0; minute <= 15; minute++)
        {
            _driver.Room(minute, ambient, desired);
        }

        Assert.Empty(_driver.Told());
    }

    [Fact]
    public void A_difference_of_a_millionth_more_than_1_is_beyond_it()
    {
        for (var minute = 0; minute <= 10; minute++)
        {
            _driver.Room(minute, 22.000001);
        }

        Assert.Equal(["Raised Warning 0-10 1.000001/1"], _driver.Told());
    }

    [Theory]
    [InlineData(Mode.Off, true)]
    [InlineData(Mode.Cooling, false)]
    public void No_delay_starts_while_the_unit_is_off_or_the_room_empty(Mode mode, bool occupied)
    {
        for (var minute = 0; minute <= 15; minute++)
        {
            _driver.Room(minute, 25, mode: mode, occupied: occupied);
        }

        Assert.Empty(_driver.Told());
    }

    [Theory]
    [InlineData(Mode.Off, true, 25.0)]
    [InlineData(Mode.Cooling, false, 25.0)]
    [InlineData(Mode.Cooling, true, 22.0)]
    public void One_reading_with_the_unit_off_the_room_empty_or_the_value_within_the_limit_ends_the_delay(Mode mode, bool occupied, double ambient)
    {
        _driver.Steady(0, 4, 23);
        _driver.Room(5, ambient, mode: mode, occupied: occupied);
        _driver.Steady(6, 15, 23);
        Assert.Empty(_driver.Told());

        _driver.Room(16, 23);

        Assert.Equal(["Raised Warning 6-16 2/1"], _driver.Told());
    }

    [Theory]
    [InlineData(Mode.Unknown)]
    [InlineData(Mode.Fan)]
    [InlineData(Mode.Heating)]
    [InlineData(Mode.Auto)]
    public void Every_mode_but_off_counts_and_a_room_of_which_nothing_is_known_counts_as_occupied(Mode mode)
    {
        for (var minute = 0; minute <= 10; minute++)
        {
            _driver.Room(minute, 23, mode: mode, occupied: null);
        }

        Assert.Equal(["Raised Warning 0-10 2/1"], _driver.Told());
    }

    [Fact]
    public void A_gap_of_exactly_5_minutes_does_not_end_the_delay()
    {
        _driver.Steady(0, 10, 23, every: 5);

        Assert.Equal(["Raised Warning 0-10 2/1"], _driver.Told());
    }

    [Fact]
    public void A_gap_of_more_than_5_minutes_ends_the_delay_and_the_later_reading_starts_it_anew()
    {
        _driver.Steady(0, 4, 23);
        _driver.Report(Rooms.Reading(0, 23) with { Timestamp = At(9).AddMilliseconds(1) });
        _driver.Steady(10, 19, 23);
        Assert.Empty(_driver.Told());

        _driver.Report(Rooms.Reading(0, 23) with { Timestamp = At(19).AddMilliseconds(1) });

        var alert = Assert.Single(_driver.Alerts()).Value;
        Assert.Equal(At(9).AddMilliseconds(1), alert.Began);
    }

    [Fact]
    public void A_gap_before_the_reading_that_would_raise_the_alarm_ends_the_delay_too()
    {
        _driver.Steady(0, 4, 23);
        _driver.Room(11, 23);

        Assert.Empty(_driver.Told());
    }

    [Theory]
    [InlineData(null, 21.0)]
    [InlineData(23.0, null)]
    public void A_reading_without_ambient_or_desired_is_no_neighbour(double? ambient, double? desired)
    {
        _driver.Steady(0, 4, 23);
        _driver.Room(7, ambient, desired);
        _driver.Steady(10, 19, 23);
        Assert.Empty(_driver.Told());

        _driver.Room(20, 23);

        Assert.Equal(["Raised Warning 10-20 2/1"], _driver.Told());
    }

    [Theory]
    [InlineData(null, 21.0)]
    [InlineData(23.0, null)]
    public void A_reading_without_ambient_or_desired_ends_nothing_and_does_not_move_the_newest_time(double? ambient, double? desired)
    {
        _driver.Steady(0, 4, 23);
        _driver.Room(9, ambient, desired, Mode.Off);
        _driver.Steady(5, 10, 23);

        Assert.Equal(["Raised Warning 0-10 2/1"], _driver.Told());
        Assert.Equal(0, _driver.Driver.LateRecords);
    }

    [Fact]
    public void A_reading_older_than_the_newest_is_counted_as_late_and_changes_nothing()
    {
        _driver.Steady(0, 8, 23);
        _driver.Room(7.5, 21);
        _driver.Steady(9, 10, 23);

        Assert.Equal(1, _driver.Driver.LateRecords);
        Assert.Equal(["Raised Warning 0-10 2/1"], _driver.Told());
    }

    [Fact]
    public void Readings_of_the_same_time_are_judged_in_their_order()
    {
        _driver.Steady(0, 5, 23);
        _driver.Room(5, 21);
        _driver.Room(5, 23);
        _driver.Steady(6, 15, 23);

        Assert.Equal(["Raised Warning 5-15 2/1"], _driver.Told());
        Assert.Equal(0, _driver.Driver.LateRecords);
    }

    [Fact]
    public void Each_device_has_its_own_time()
    {
        _driver.Steady(600, 604, 23, device: "R-102");
        _driver.Steady(0, 10, 23);

        Assert.Equal(["Raised Warning 0-10 2/1"], _driver.Told());
        Assert.Equal(0, _driver.Driver.LateRecords);
    }

    [Theory]
    [InlineData(24.0, 21.0, Severity.Warning, 3, 1)]
    [InlineData(24.3, 21.3, Severity.Warning, 3, 1)]
    [InlineData(24.1, 21.0, Severity.Critical, 3.1, 3)]
    public void It_is_critical_if_the_difference_is_more_than_3_at_the_reading_that_raises_it(double ambient, double desired, Severity severity, double value, double limit)
    {
        _driver.Steady(0, 9, 22.5);
        _driver.Room(10, ambient, desired);

        var alert = Assert.Single(_driver.Alerts()).Value;
        Assert.Equal((severity, value, limit), (alert.Severity, alert.Value, alert.Limit));
    }

    [Fact]
    public void It_is_a_warning_if_only_readings_before_were_critical()
    {
        _driver.Steady(0, 9, 27);
        _driver.Room(10, 23);

        Assert.Equal(["Raised Warning 0-10 2/1"], _driver.Told());
    }

    [Fact]
    public void An_alert_says_who_and_where_and_carries_the_time_of_the_reading_that_said_it()
    {
        _driver.Steady(0, 10, 23.4);

        var record = Assert.Single(_driver.Alerts());
        var began = At(0).ToUnixTimeMilliseconds();
        Assert.Equal(Rooms.Device, record.Key);
        Assert.Equal(At(10).ToUnixTimeMilliseconds(), record.Timestamp);
        Assert.Equal(
            new HvacAlert
            {
                AlertId = $"R-101/TEMPERATURE/{began}",
                DeviceId = "R-101",
                Site = "north",
                Kind = AlertKind.Temperature,
                State = AlertState.Raised,
                Severity = Severity.Warning,
                Began = At(0),
                At = At(10),
                Value = 2.4,
                Limit = 1,
                Message = "R-101 has been too warm for 10 min: 23.4 °C instead of 21 °C.",
            },
            record.Value);
    }

    [Fact]
    public void Options_that_break_rules_are_refused_all_at_once()
    {
        var error = Assert.Throws<MillraceConfigurationException>(() => new TemperatureAlerts(
            HvacReadings.WithDeadLetters(TimeProvider.System),
            new TemperatureAlertOptions { OnDelay = TimeSpan.Zero, CriticalCelsius = 0.8, LongestGap = TimeSpan.FromMinutes(-1) }));

        Assert.Equal(
            [
                "Topologies:TemperatureAlerts:OnDelay is '00:00:00': it must be longer than 00:00:00",
                "Topologies:TemperatureAlerts:LongestGap is '-00:01:00': it must be longer than 00:00:00",
                "Topologies:TemperatureAlerts:CriticalCelsius is '0.8': it must be WarningCelsius, which is 1, or more",
            ],
            error.Errors);
    }
}
