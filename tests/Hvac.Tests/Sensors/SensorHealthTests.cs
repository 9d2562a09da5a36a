using Millrace.Hvac.Tests.Support;
using static Millrace.Hvac.Tests.Support.HvacDriver;

namespace Millrace.Hvac.Tests.Sensors;

/// <summary>A lively sensor has reported for an hour, another value each minute, before each test begins at minute 60.</summary>
public sealed class SensorHealthTests : IDisposable
{
    private readonly HvacDriver _driver = new(readings => new SensorHealth(readings));

    public SensorHealthTests() => Lively(0, 60);

    public void Dispose() => _driver.Dispose();

    [Fact]
    public void A_sensor_that_repeats_a_value_for_20_minutes_is_stuck()
    {
        _driver.Steady(61, 81, 22.34);

        var alert = Assert.Single(_driver.Alerts()).Value;
        Assert.Equal((AlertKind.Sensor, AlertState.Raised, Severity.Warning), (alert.Kind, alert.State, alert.Severity));
        Assert.Equal((At(61), At(81), 20, 20), (alert.Began, alert.At, alert.Value, alert.Limit));
        Assert.Equal($"R-101/SENSOR/{At(61).ToUnixTimeMilliseconds()}", alert.AlertId);
        Assert.Equal("The room sensor of R-101 is stuck: it has said 22.34 °C for 20 min.", alert.Message);
    }

    [Fact]
    public void It_is_not_stuck_a_minute_earlier()
    {
        _driver.Steady(61, 80, 22.34);

        Assert.Empty(_driver.Told());
    }

    [Fact]
    public void One_other_value_begins_anew()
    {
        _driver.Steady(61, 70, 22.34);
        _driver.Room(71, 22.35);
        _driver.Steady(72, 91, 22.34);
        Assert.Empty(_driver.Told());

        _driver.Room(92, 22.34);

        Assert.Equal(["Raised Warning 72-92 20/20"], _driver.Told());
    }

    [Fact]
    public void A_sensor_that_gives_no_value_for_10_minutes_is_silent()
    {
        _driver.Steady(61, 71, null);

        Assert.Equal(["The room sensor of R-101 is silent: it has said nothing for 10 min."], _driver.Alerts().Select(r => r.Value.Message));
    }

    [Fact]
    public void A_unit_that_never_had_a_value_has_no_such_sensor()
    {
        _driver.Steady(0, 60, null, device: "R-102");

        Assert.Empty(_driver.Told());
    }

    [Fact]
    public void A_coarse_sensor_in_a_quiet_room_is_not_stuck()
    {
        for (var minute = 0; minute <= 120; minute++)
        {
            // Every other reading repeats the one before.
            _driver.Room(minute, 22 + (minute / 2 % 3 * 0.1), device: "R-102");
        }

        _driver.Steady(121, 240, 22.2, device: "R-102");

        Assert.Empty(_driver.Told());
    }

    [Fact]
    public void A_sensor_of_which_too_little_is_known_is_not_stuck()
    {
        Lively(0, 13, "R-102");
        _driver.Steady(14, 120, 25, device: "R-102");

        Assert.Empty(_driver.Told());
    }

    [Theory]
    [InlineData(5.0, 1)]
    [InlineData(5.1, 0)]
    public void A_gap_of_more_than_5_minutes_ends_the_row(double gap, int alerts)
    {
        _driver.Steady(61, 70, 22.34);
        for (var minute = 70 + gap; minute <= 86; minute++)
        {
            _driver.Room(minute, 22.34);
        }

        Assert.Equal(alerts, _driver.Told().Count);
    }

    [Fact]
    public void A_unit_that_is_off_ends_the_row_and_belongs_to_none()
    {
        _driver.Steady(61, 70, 22.34);
        _driver.Room(71, 22.34, mode: Mode.Off);
        _driver.Steady(72, 91, 22.34);
        Assert.Empty(_driver.Told());

        _driver.Room(92, 22.34);

        Assert.Equal(["Raised Warning 72-92 20/20"], _driver.Told());
    }

    [Fact]
    public void It_is_cleared_by_the_first_other_value_which_begins_the_next_row()
    {
        _driver.Steady(61, 81, 22.34);
        _driver.Room(90, 23);
        _driver.Steady(91, 110, 23);

        Assert.Equal(["Raised Warning 61-81 20/20", "Cleared Warning 61-90 29/20", "Raised Warning 90-110 20/20"], _driver.Told());
    }

    [Fact]
    public void It_is_cleared_when_the_unit_is_off()
    {
        _driver.Steady(61, 81, 22.34);
        _driver.Room(82, 22.34, mode: Mode.Off);

        Assert.Equal(["Raised Warning 61-81 20/20", "Cleared Warning 61-82 21/20"], _driver.Told());
    }

    [Fact]
    public void A_stuck_sensor_that_falls_silent_stays_raised_through_gaps_and_back()
    {
        _driver.Steady(61, 81, 22.34);
        _driver.Steady(82, 100, null);
        _driver.Room(200, 22.34);

        Assert.Equal(["Raised Warning 61-81 20/20"], _driver.Told());
    }

    [Fact]
    public void Any_value_ends_silence()
    {
        _driver.Steady(61, 75, null);
        _driver.Room(76, 22.34);

        Assert.Equal(["Raised Warning 61-71 10/10", "Cleared Warning 61-76 15/10"], _driver.Told());
    }

    [Fact]
    public void A_late_reading_changes_nothing()
    {
        _driver.Steady(61, 81, 22.34);
        _driver.Room(80, 23);

        Assert.Equal(1, _driver.Driver.LateRecords);
        Assert.Equal(["Raised Warning 61-81 20/20"], _driver.Told());
    }

    [Fact]
    public void What_stands_is_told_as_for_other_alarms()
    {
        _driver.Steady(61, 81, 22.34);
        _driver.Room(82, 23);

        Assert.Equal(["R-101/SENSOR", "R-101/SENSOR"], _driver.Alarms().Select(r => r.Key));
        Assert.Null(_driver.Driver.Records("hvac.alarms")[1].Value);
    }

    private void Lively(int from, int to, string device = Rooms.Device)
    {
        for (var minute = from; minute <= to; minute++)
        {
            _driver.Room(minute, 21 + (minute * 0.01), device: device);
        }
    }
}
