using Millrace.Hvac.Tests.Support;
using static Millrace.Hvac.Tests.Support.HvacDriver;

namespace Millrace.Hvac.Tests;

public sealed class ClimateAlertsTests : IDisposable
{
    private readonly HvacDriver _driver = new(readings => new ClimateAlerts(readings));

    public void Dispose() => _driver.Dispose();

    [Fact]
    public void Humidity_above_65_percent_for_5_minutes_is_a_warning_however_high_it_is()
    {
        Humidity(0, 5, 99);

        Assert.Equal(["HumidityHigh Raised Warning 0-5 99/65"], _driver.ToldWithKind());
    }

    [Fact]
    public void Humidity_below_25_percent_for_5_minutes_is_a_warning_however_low_it_is()
    {
        Humidity(0, 5, 1);

        Assert.Equal(["HumidityLow Raised Warning 0-5 1/25"], _driver.ToldWithKind());
    }

    [Theory]
    [InlineData(65.0)]
    [InlineData(25.0)]
    public void Humidity_at_a_limit_is_within_it(double percent)
    {
        Humidity(0, 10, percent);

        Assert.Empty(_driver.ToldWithKind());
    }

    [Fact]
    public void It_is_not_raised_a_millisecond_before_5_minutes()
    {
        Humidity(0, 4, 70);
        _driver.Report(Rooms.Reading(0, null, null) with { Humidity = 70, Timestamp = At(5).AddMilliseconds(-1) });

        Assert.Empty(_driver.ToldWithKind());
    }

    [Theory]
    [InlineData(70.0, 60.0, 60.1, "HumidityHigh Cleared Warning 0-12 60/60")]
    [InlineData(20.0, 30.0, 29.9, "HumidityLow Cleared Warning 0-12 30/30")]
    public void It_is_cleared_after_5_minutes_at_the_clear_limit_and_stands_beyond_it(double bad, double good, double between, string expected)
    {
        Humidity(0, 5, bad);
        _driver.ToldWithKind();
        _driver.Air(6, humidity: between);
        Humidity(7, 12, good);

        Assert.Equal([expected], _driver.ToldWithKind());
    }

    [Fact]
    public void Carbon_dioxide_above_1000_ppm_is_a_warning_and_above_2000_critical()
    {
        Co2(0, 5, 1_001);
        Co2(0, 5, 2_001, "R-102");
        Co2(0, 5, 2_000, "R-103");

        Assert.Equal(
            ["Co2 Raised Warning 0-5 1001/1000", "Co2 Raised Critical 0-5 2001/2000", "Co2 Raised Warning 0-5 2000/1000"],
            _driver.ToldWithKind());
    }

    [Fact]
    public void Carbon_dioxide_of_1000_ppm_is_within_the_limit()
    {
        Co2(0, 10, 1_000);

        Assert.Empty(_driver.ToldWithKind());
    }

    [Fact]
    public void Carbon_dioxide_escalates_once_and_is_cleared_at_900_ppm_as_critical()
    {
        Co2(0, 5, 1_500);
        _driver.Air(6, co2: 2_500);
        _driver.Air(7, co2: 1_500);
        _driver.Air(8, co2: 2_600);
        _driver.Air(9, co2: 901);
        Co2(10, 15, 900);

        Assert.Equal(
            ["Co2 Raised Warning 0-5 1500/1000", "Co2 Escalated Critical 0-6 2500/2000", "Co2 Cleared Critical 0-15 900/900"],
            _driver.ToldWithKind());
    }

    [Fact]
    public void Each_kind_has_its_own_alarm_and_its_own_clock()
    {
        for (var minute = 0; minute <= 5; minute++)
        {
            _driver.Air(minute, humidity: 80, co2: minute < 2 ? 500 : 1_200);
        }

        Co2(6, 7, 1_200);

        Assert.Equal(["HumidityHigh Raised Warning 0-5 80/65", "Co2 Raised Warning 2-7 1200/1000"], _driver.ToldWithKind());
    }

    [Fact]
    public void A_reading_without_the_metric_is_no_neighbour_of_its_kind()
    {
        Humidity(0, 2, 70);
        Co2(3, 7, 500);
        Humidity(8, 12, 70);
        Assert.Empty(_driver.ToldWithKind());

        _driver.Air(13, humidity: 70);

        Assert.Equal(["HumidityHigh Raised Warning 8-13 70/65"], _driver.ToldWithKind());
    }

    [Fact]
    public void A_reading_is_late_for_a_kind_only_if_that_kind_has_seen_a_newer_one()
    {
        Co2(0, 10, 500);
        Humidity(0, 5, 70);
        Assert.Equal(0, _driver.Driver.LateRecords);

        _driver.Air(4, humidity: 20, co2: 5_000);

        Assert.Equal(["HumidityHigh Raised Warning 0-5 70/65"], _driver.ToldWithKind());
        Assert.Equal(3, _driver.Driver.LateRecords);
    }

    [Theory]
    [InlineData(Mode.Off, true)]
    [InlineData(Mode.Fan, false)]
    public void A_unit_that_is_off_or_an_empty_room_has_no_such_alarm_either(Mode mode, bool occupied)
    {
        Co2(0, 5, 1_500);
        _driver.Air(6, co2: 1_500, mode: mode, occupied: occupied);
        _driver.Air(7, co2: 1_500, mode: mode, occupied: occupied);
        Co2(8, 12, 1_500);

        Assert.Equal(["Co2 Raised Warning 0-5 1500/1000", "Co2 Cleared Warning 0-6 1500/900"], _driver.ToldWithKind());
    }

    [Fact]
    public void Ids_and_keys_name_the_kind_as_the_schema_does()
    {
        for (var minute = 0; minute <= 5; minute++)
        {
            _driver.Air(minute, humidity: 80, co2: 1_200);
        }

        Humidity(0, 5, 10, "R-102");

        var began = At(0).ToUnixTimeMilliseconds();
        Assert.Equal(
            [$"R-101/HUMIDITY_HIGH/{began}", $"R-101/CO2/{began}", $"R-102/HUMIDITY_LOW/{began}"],
            _driver.Alerts().Select(r => r.Value.AlertId));
        Assert.Equal(["R-101/HUMIDITY_HIGH", "R-101/CO2", "R-102/HUMIDITY_LOW"], _driver.Alarms().Select(r => r.Key));
    }

    [Fact]
    public void The_sentences_say_what_happened()
    {
        Co2(0, 5, 1_500);
        _driver.Air(6, co2: 2_500);
        Co2(7, 12, 700);
        Humidity(0, 5, 17.25, "R-102");

        Assert.Equal(
            [
                "R-101: the air has been stale for 5 min, CO2 1,500 ppm.",
                "R-101: the air is getting worse, CO2 2,500 ppm after 6 min.",
                "R-101: the air is good again after 12 min, CO2 700 ppm.",
                "R-102: the air has been too dry for 5 min, humidity 17.2 %.",
            ],
            _driver.Alerts().Select(r => r.Value.Message));
    }

    private void Humidity(int from, int to, double percent, string device = Rooms.Device)
    {
        for (var minute = from; minute <= to; minute++)
        {
            _driver.Air(minute, humidity: percent, device: device);
        }
    }

    private void Co2(int from, int to, int ppm, string device = Rooms.Device)
    {
        for (var minute = from; minute <= to; minute++)
        {
            _driver.Air(minute, co2: ppm, device: device);
        }
    }
}
