using Millrace.ColdPath.Tests.Support;
using Millrace.Hosting;
using Millrace.Hvac;
using static Millrace.ColdPath.Tests.Support.ColdDriver;

namespace Millrace.ColdPath.Tests.Energy;

public sealed class EnergyHoursTests : IDisposable
{
    private readonly ColdDriver _driver = new(readings => new EnergyHours(readings));

    public void Dispose() => _driver.Dispose();

    [Fact]
    public void An_hour_is_sent_when_the_first_total_at_or_after_its_end_arrives()
    {
        _driver.Total(0, 100);
        _driver.Total(30, 101);
        _driver.Total(59.9, 102);
        Assert.Empty(_driver.Hours());

        _driver.Total(60, 102.5);

        Assert.Equal(["09:00 2.5 3"], _driver.Hours());
    }

    [Fact]
    public void A_reading_on_the_hour_closes_the_one_before_and_is_the_first_of_the_next()
    {
        _driver.Total(0, 100);
        _driver.Total(60, 102);
        _driver.Total(120, 105);

        Assert.Equal(["09:00 2 1", "10:00 3 1"], _driver.Hours());
    }

    [Fact]
    public void An_hour_is_sent_once()
    {
        _driver.Total(0, 100);
        _driver.Total(60, 102);
        _driver.Total(60, 102);
        _driver.Total(61, 103);
        _driver.Total(119, 103);

        Assert.Single(_driver.Hours());
    }

    [Fact]
    public void A_rise_is_spread_evenly_over_the_time_between_its_two_totals()
    {
        _driver.Total(50, 100);
        _driver.Total(65, 103);
        _driver.Total(125, 103);

        Assert.Equal(["09:00 2 1", "10:00 1 1"], _driver.Hours());
    }

    [Fact]
    public void Hours_inside_a_gap_are_sent_too_in_order_with_no_readings()
    {
        _driver.Total(30, 100);
        _driver.Total(30 + 180, 106);

        Assert.Equal(["09:00 1 1", "10:00 2 0", "11:00 2 0"], _driver.Hours());
    }

    [Fact]
    public void The_first_total_of_a_device_is_the_base()
    {
        _driver.Total(45, 5_000);
        _driver.Total(60, 5_000.5);

        Assert.Equal(["09:00 0.5 1"], _driver.Hours());
    }

    [Theory]
    [InlineData(10.0, 9.991)]
    [InlineData(10.0, 9.990001)]
    public void A_fall_of_less_than_a_hundredth_is_noise_adds_nothing_and_the_higher_total_stays_the_base(double high, double low)
    {
        _driver.Total(0, high);
        _driver.Total(20, low);
        _driver.Total(40, high + 0.5);
        _driver.Total(60, high + 0.5);

        Assert.Equal(["09:00 0.5 3"], _driver.Hours());
    }

    [Fact]
    public void After_noise_the_rise_is_spread_over_the_time_since_the_neighbour()
    {
        _driver.Total(0, 10);
        _driver.Total(60, 9.995);
        _driver.Total(120, 11);

        Assert.Equal(["09:00 0 1", "10:00 1 1"], _driver.Hours());
    }

    [Theory]
    [InlineData(10.0, 9.99)]
    [InlineData(10.0, 9.5)]
    [InlineData(100.01, 100.0)]
    public void A_greater_fall_is_a_reset_and_the_new_total_is_what_was_used_since(double before, double after)
    {
        _driver.Total(0, before);
        _driver.Total(30, after);
        _driver.Total(60, after + 1);

        Assert.Equal([FormattableString.Invariant($"09:00 {after + 1} 2")], _driver.Hours());
    }

    [Fact]
    public void What_was_used_since_a_reset_is_spread_like_any_rise()
    {
        _driver.Total(30, 800);
        _driver.Total(90, 4);
        _driver.Total(120, 4);

        Assert.Equal(["09:00 2 1", "10:00 2 1"], _driver.Hours());
    }

    [Fact]
    public void A_reading_without_a_total_is_skipped_entirely()
    {
        _driver.Total(0, 100);
        _driver.Total(70, null);
        Assert.Empty(_driver.Hours());

        _driver.Total(30, 101);
        _driver.Total(60, 102);

        Assert.Equal(["09:00 2 2"], _driver.Hours());
        Assert.Equal(0, _driver.Driver.LateRecords);
    }

    [Fact]
    public void A_total_older_than_the_newest_of_its_device_is_late_and_changes_nothing()
    {
        _driver.Total(0, 100);
        _driver.Total(60, 102);
        _driver.Total(59, 150);
        _driver.Total(120, 104);

        Assert.Equal(["09:00 2 1", "10:00 2 1"], _driver.Hours());
        Assert.Equal(1, _driver.Driver.LateRecords);
    }

    [Fact]
    public void The_rise_between_two_totals_of_one_moment_goes_to_the_hour_of_that_moment()
    {
        _driver.Total(30, 100);
        _driver.Total(60, 101);
        _driver.Total(60, 104);
        _driver.Total(120, 104);

        Assert.Equal(["09:00 1 1", "10:00 3 2"], _driver.Hours());
    }

    [Fact]
    public void Each_device_has_its_own_hours()
    {
        _driver.Total(0, 100);
        _driver.Total(600, 7, "R-102");
        _driver.Total(60, 101);

        Assert.Equal("R-101", Assert.Single(_driver.Records()).Key);
        Assert.Equal(0, _driver.Driver.LateRecords);
    }

    [Fact]
    public void The_end_of_the_input_closes_nothing()
    {
        _driver.Total(0, 100);
        _driver.Total(59.99, 101);

        Assert.Empty(_driver.Hours());
    }

    [Fact]
    public void An_hour_says_whose_and_when_it_was_and_is_not_rounded()
    {
        _driver.Total(0, 0);
        _driver.Total(90, 1);

        var record = Assert.Single(_driver.Records());
        Assert.Equal("R-101", record.Key);
        Assert.Equal(At(60).ToUnixTimeMilliseconds(), record.Timestamp);
        Assert.Equal(new EnergyHour { DeviceId = "R-101", Site = "north", Hour = At(0), Kwh = 60.0 / 90, Readings = 1 }, record.Value);
    }

    [Fact]
    public void Hours_before_1970_are_hours_as_well()
    {
        var before = DateTimeOffset.UnixEpoch.AddMinutes(-90);
        _driver.Report(new HvacReading { DeviceId = "R-101", Timestamp = before, Energy = 1 });
        _driver.Report(new HvacReading { DeviceId = "R-101", Timestamp = before.AddMinutes(120), Energy = 3 });

        Assert.Equal(["22:00 0.5 1", "23:00 1 0"], _driver.Hours());
    }

    [Fact]
    public void Bad_readings_are_left_out_and_no_dead_letters_are_written()
    {
        _driver.Total(0, 100);
        _driver.Total(10, -1);
        _driver.Total(20, double.NaN);
        _driver.Driver.Pipe(HvacReadings.Topic, "R-101"u8.ToArray(), [1, 2, 3], 0);
        _driver.Total(60, 101);

        Assert.Equal(["09:00 1 1"], _driver.Hours());
        Assert.Equal(3, _driver.Driver.DroppedRecords);
        Assert.Equal(0, _driver.Driver.DeadLetters);
    }

    [Fact]
    public void Noise_that_is_not_positive_is_refused() =>
        Assert.Equal(
            ["Topologies:EnergyHours:NoiseKwh is '0': it must be a number above 0"],
            Assert.Throws<MillraceConfigurationException>(
                () => new EnergyHours(HvacReadings.WithoutDeadLetters(TimeProvider.System), new EnergyHoursOptions { NoiseKwh = 0 })).Errors);
}
