using Millrace.Hosting;

namespace Millrace.Hvac.Readings.Tests;

public sealed class ReadingRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    private static readonly HvacReading Good = new()
    {
        DeviceId = "R-101",
        Timestamp = Now,
        AmbientTemperature = 22,
        DesiredTemperature = 21,
        Humidity = 45,
        Co2 = 600,
        BlowerSpeed = 40,
        Load = 30,
        Power = 800,
        Energy = 1234.5,
    };

    private readonly ReadingRules _rules = new(new ReadingLimits(), new StandingClock(Now));

    [Fact]
    public void A_good_reading_passes() => Assert.Null(_rules.Check("R-101", Good));

    [Fact]
    public void A_reading_with_nothing_but_a_device_and_a_time_passes() =>
        Assert.Null(_rules.Check("R-101", new HvacReading { DeviceId = "R-101", Timestamp = Now }));

    [Theory]
    [InlineData("R-102", "the key is 'R-102', not the device 'R-101'")]
    [InlineData("r-101", "the key is 'r-101', not the device 'R-101'")]
    [InlineData(null, "the key is null, not the device 'R-101'")]
    public void The_key_has_to_be_the_device(string? key, string rule) => Assert.Equal(rule, _rules.Check(key, Good));

    [Fact]
    public void A_record_without_a_value_is_no_reading() =>
        Assert.Equal("the record has no value, but a reading cannot be deleted", _rules.Check("R-101", null));

    [Theory]
    [InlineData(-60.0)]
    [InlineData(100.0)]
    public void Temperatures_at_the_limits_pass(double celsius) =>
        Assert.Null(_rules.Check("R-101", Good with { AmbientTemperature = celsius, DesiredTemperature = celsius }));

    [Theory]
    [InlineData(-60.01, "-60.01")]
    [InlineData(100.01, "100.01")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Temperatures_beyond_the_limits_are_refused(double celsius, string text)
    {
        Assert.Equal($"ambientTemperature {text} is outside -60 to 100 degrees Celsius", _rules.Check("R-101", Good with { AmbientTemperature = celsius }));
        Assert.Equal($"desiredTemperature {text} is outside -60 to 100 degrees Celsius", _rules.Check("R-101", Good with { DesiredTemperature = celsius }));
    }

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(100.0, true)]
    [InlineData(-0.1, false)]
    [InlineData(100.1, false)]
    [InlineData(double.NaN, false)]
    public void Humidity_is_0_to_100_percent(double percent, bool passes) =>
        Assert.Equal(passes, _rules.Check("R-101", Good with { Humidity = percent }) is null);

    [Theory]
    [InlineData(0, true)]
    [InlineData(50_000, true)]
    [InlineData(-1, false)]
    [InlineData(50_001, false)]
    public void Carbon_dioxide_is_0_to_50000_ppm(int ppm, bool passes) =>
        Assert.Equal(passes, _rules.Check("R-101", Good with { Co2 = ppm }) is null);

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(-0.001, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void Power_and_energy_are_numbers_that_are_not_negative(double value, bool passes)
    {
        Assert.Equal(passes, _rules.Check("R-101", Good with { Power = value }) is null);
        Assert.Equal(passes, _rules.Check("R-101", Good with { Energy = value }) is null);
    }

    [Fact]
    public void No_metric_is_NaN()
    {
        Assert.Equal("blowerSpeed NaN is not a number", _rules.Check("R-101", Good with { BlowerSpeed = double.NaN }));
        Assert.Equal("load NaN is not a number", _rules.Check("R-101", Good with { Load = double.NaN }));
    }

    [Fact]
    public void A_time_10_minutes_ahead_of_the_hosts_clock_passes() =>
        Assert.Null(_rules.Check("R-101", Good with { Timestamp = Now + 10.Minutes() }));

    [Fact]
    public void A_time_more_than_10_minutes_ahead_is_refused() =>
        Assert.Equal(
            "timestamp 2026-03-04T10:10:00.001Z is 00:10:00.0010000 ahead of the host's clock, more than 00:10:00",
            _rules.Check("R-101", Good with { Timestamp = Now + 10.Minutes() + 1.Milliseconds() }));

    [Fact]
    public void A_time_long_ago_passes() => Assert.Null(_rules.Check("R-101", Good with { Timestamp = DateTimeOffset.UnixEpoch.AddDays(-1) }));

    [Fact]
    public void All_broken_rules_are_told_at_once() =>
        Assert.Equal(
            "the key is 'x', not the device 'R-101'; humidity 120 is outside 0 to 100 percent; energy -1 is negative",
            _rules.Check("x", Good with { Humidity = 120, Energy = -1 }));

    [Fact]
    public void Limits_that_contradict_each_other_are_refused() =>
        Assert.Equal(
            ["Topologies:Readings:HighestCo2Ppm is '-5': it must be above LowestCo2Ppm, which is 0"],
            Assert.Throws<MillraceConfigurationException>(() => HvacReadings.WithDeadLetters(TimeProvider.System, new ReadingLimits { HighestCo2Ppm = -5 })).Errors);

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
