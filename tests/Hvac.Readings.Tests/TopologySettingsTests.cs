using Microsoft.Extensions.Configuration;
using Millrace.Hosting;

namespace Millrace.Hvac.Readings.Tests;

public sealed class TopologySettingsTests
{
    [Fact]
    public void What_is_not_set_has_its_default() => Assert.Equal(new ReadingLimits(), Read([]));

    [Fact]
    public void What_is_set_is_taken() =>
        Assert.Equal(
            new ReadingLimits { FutureTolerance = 1.Hours(), LowestTemperatureCelsius = -10.5, HighestCo2Ppm = 9_000 },
            Read(new()
            {
                ["Topologies:Readings:FutureTolerance"] = "01:00:00",
                ["Topologies:Readings:LowestTemperatureCelsius"] = "-10.5",
                ["topologies:readings:highestco2ppm"] = "9000",
            }));

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("7d", 604_800_000)]
    [InlineData("00:00:01.250", 1_250)]
    [InlineData("1.00:00:00", 86_400_000)]
    public void Durations_are_read_as_people_write_them(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Read(new() { ["Topologies:Readings:FutureTolerance"] = text }).FutureTolerance);

    [Theory]
    [InlineData("10")]
    [InlineData("ten minutes")]
    [InlineData("1e300d")]
    [InlineData("m")]
    [InlineData("")]
    public void A_duration_without_a_unit_or_sense_is_refused(string text) =>
        Assert.Equal(
            [$"Topologies:Readings:FutureTolerance is '{text}': it must be a duration such as 00:10:00 or 10m"],
            Errors(new() { ["Topologies:Readings:FutureTolerance"] = text }));

    [Fact]
    public void All_that_is_wrong_is_told_at_once_and_a_default_in_its_place_is_not_blamed() =>
        Assert.Equal(
            [
                "Topologies:Readings:LowestTemperatureCelsius is 'cold': it must be a number such as 1.5",
                "Topologies:Readings:HighestCo2Ppm is '1.5': it must be a whole number",
                "Topologies:Readings:LowestTemperatur is '3': there is no such setting; there are LowestTemperatureCelsius, HighestTemperatureCelsius, LowestHumidityPercent, HighestHumidityPercent, LowestCo2Ppm, HighestCo2Ppm, FutureTolerance",
            ],
            Errors(new()
            {
                ["Topologies:Readings:LowestTemperatureCelsius"] = "cold",
                ["Topologies:Readings:HighestCo2Ppm"] = "1.5",
                ["Topologies:Readings:LowestTemperatur"] = "3",
                ["Topologies:Readings:HighestHumidityPercent"] = "0",
            }));

    [Fact]
    public void A_rule_between_settings_is_told_with_names_and_values() =>
        Assert.Equal(
            ["Topologies:Readings:HighestHumidityPercent is '0': it must be above LowestHumidityPercent, which is 0"],
            Errors(new() { ["Topologies:Readings:HighestHumidityPercent"] = "0" }));

    private static IReadOnlyList<string> Errors(Dictionary<string, string?> values) =>
        Assert.Throws<MillraceConfigurationException>(() => Read(values)).Errors;

    private static ReadingLimits Read(Dictionary<string, string?> values)
    {
        var settings = new TopologySettings(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        var limits = settings.Read<ReadingLimits>();
        settings.ThrowIfWrong();
        return limits;
    }
}
