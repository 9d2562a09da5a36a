using Millrace.Hvac;
using Millrace.Simulation.Buildings;
using Millrace.Simulation.Tests.Rules;

namespace Millrace.Simulation.Tests.Buildings;

public sealed class HealthyBuildingTests
{
    public static TheoryData<long> Seeds => [.. Enumerable.Range(1, 20).Select(seed => (long)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_healthy_building_raises_nothing_for_a_day(long seed)
    {
        var rules = Run(new BuildingOptions { Seed = seed }, TimeSpan.FromHours(24));

        Assert.Empty(rules.Findings);
        Assert.Empty(rules.Anomalies);
        Assert.True(rules.WorstScore < 3.5, $"the worst score of a healthy room is {rules.WorstScore:0.00}, too near to the limit of 4");
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(4, 12)]
    [InlineData(10, 30)]
    public void A_healthy_building_raises_nothing_in_any_season_nor_over_a_weekend(int month, int day)
    {
        var rules = Run(
            new BuildingOptions { Seed = month, Start = new DateTimeOffset(2026, month, day, 3, 17, 11, TimeSpan.Zero) },
            TimeSpan.FromDays(5));

        Assert.Empty(rules.Findings);
        Assert.Empty(rules.Anomalies);
    }

    [Fact]
    public void Rooms_in_use_stay_well_within_every_limit()
    {
        foreach (var reading in Day(new BuildingOptions { Seed = 7 }))
        {
            Assert.InRange(reading.Humidity!.Value, 30, 60);
            Assert.InRange(reading.Co2!.Value, 400, 900);
            Assert.InRange(reading.AmbientTemperature!.Value, 18, 27);
            if (reading.Occupied == true && reading.Mode != Mode.Off)
                Assert.InRange(Math.Abs(reading.AmbientTemperature.Value - reading.DesiredTemperature!.Value), 0, 0.9);
        }
    }

    [Fact]
    public void Every_reading_is_valid_and_the_meter_never_runs_back()
    {
        var meters = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var reading in Day(new BuildingOptions { Seed = 3 }))
        {
            Assert.Null(ReferenceValidation.Refusal(reading.DeviceId, reading, reading.Timestamp));
            Assert.True(reading.Energy >= meters.GetValueOrDefault(reading.DeviceId));
            meters[reading.DeviceId] = reading.Energy!.Value;
        }
    }

    [Fact]
    public void Readings_come_in_order_once_a_device_and_interval_and_spread_over_it()
    {
        var options = new BuildingOptions { Seed = 5, ReadingInterval = TimeSpan.FromSeconds(30) };

        var readings = new Building(new BuildingLayout(options)).Readings().Take(40 * 10).ToList();

        Assert.Equal(readings.Select(reading => reading.Timestamp).Order(), readings.Select(reading => reading.Timestamp));
        Assert.All(readings.Chunk(40), round => Assert.Equal(40, round.Select(reading => reading.DeviceId).Distinct(StringComparer.Ordinal).Count()));
        foreach (var device in readings.GroupBy(reading => reading.DeviceId, StringComparer.Ordinal))
            Assert.All(device.Zip(device.Skip(1)), pair => Assert.Equal(options.ReadingInterval, pair.Second.Timestamp - pair.First.Timestamp));
        Assert.True(readings.Take(40).Select(reading => reading.Timestamp).Distinct().Count() > 35);
    }

    [Fact]
    public void The_same_seed_gives_the_same_readings_and_another_seed_others()
    {
        var once = new Building(new BuildingLayout(new BuildingOptions { Seed = 11 }));

        Assert.Equal(once.Readings().Take(4_000), new Building(new BuildingLayout(new BuildingOptions { Seed = 11 })).Readings().Take(4_000));
        Assert.Equal(once.Readings().Take(4_000), once.Readings().Take(4_000));
        Assert.NotEqual(once.Readings().Take(4_000), new Building(new BuildingLayout(new BuildingOptions { Seed = 12 })).Readings().Take(4_000));
    }

    [Fact]
    public void A_building_is_lived_in()
    {
        var day = Day(new BuildingOptions { Seed = 2, Start = BuildingOptions.DefaultStart.AddHours(-8) }).ToList();

        Assert.Contains(day, reading => reading.Mode == Mode.Off);
        Assert.Contains(day, reading => reading.Mode == Mode.Cooling && reading.Load > 30);
        Assert.Contains(day, reading => reading.Occupied == false);
        Assert.Contains(day, reading => reading.Occupied == true && reading.Co2 > 650);
        Assert.True(day.Where(reading => reading.DeviceId == "R-101").Select(reading => reading.Energy).Distinct().Count() > 500);
    }

    [Fact]
    public void Wrong_options_are_all_named_at_once()
    {
        var options = new BuildingOptions { Rooms = 0, RoomsPerGateway = 91, ReadingInterval = TimeSpan.Zero, Site = " " };

        var error = Assert.Throws<SimulationOptionsException>(() => new BuildingLayout(options));

        Assert.Equal(4, error.Problems.Count);
        Assert.Contains(error.Problems, problem => problem.StartsWith("Rooms is 0: ", StringComparison.Ordinal));
    }

    private static IEnumerable<HvacReading> Day(BuildingOptions options) =>
        new Building(new BuildingLayout(options)).Readings().TakeWhile(reading => reading.Timestamp < options.Start.AddDays(1));

    private static ReferenceRules Run(BuildingOptions options, TimeSpan duration)
    {
        var rules = new ReferenceRules();
        foreach (var reading in new Building(new BuildingLayout(options)).Readings().TakeWhile(reading => reading.Timestamp < options.Start + duration))
            rules.Take(reading);
        return rules;
    }
}
