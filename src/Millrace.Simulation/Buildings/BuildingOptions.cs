namespace Millrace.Simulation.Buildings;

/// <summary>What is to be simulated. The same options give the same readings, to the last digit.</summary>
public sealed record BuildingOptions
{
    /// <summary>Default of <see cref="Start"/>: a Wednesday in summer, so that the units have something to do.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 7, 15, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Name of the building, as the readings give it.</summary>
    public string Site { get; init; } = "north-campus";

    /// <summary>Rooms, each with one unit and one thermostat; 1 to 9,000. Default 40.</summary>
    public int Rooms { get; init; } = 40;

    /// <summary>Rooms that share a floor and its gateway; 1 to 90. Default 10.</summary>
    public int RoomsPerGateway { get; init; } = 10;

    /// <summary>Everything random follows from this. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>First moment of the readings. The building's local time is UTC.</summary>
    public DateTimeOffset Start { get; init; } = DefaultStart;

    /// <summary>Time between two readings of one unit; 1 second to 5 minutes. Default 1 minute.</summary>
    public TimeSpan ReadingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Throws when an option breaks its rule, naming every option that does.</summary>
    /// <exception cref="SimulationOptionsException">Name, value and rule of each; correct them.</exception>
    public void Validate() => new OptionRules()
        .Require(!string.IsNullOrWhiteSpace(Site), nameof(Site), $"'{Site}'", "give the building a name")
        .Require(Rooms is >= 1 and <= 9_000, nameof(Rooms), Rooms, "it must be between 1 and 9,000")
        .Require(RoomsPerGateway is >= 1 and <= 90, nameof(RoomsPerGateway), RoomsPerGateway, "it must be between 1 and 90")
        .Require(
            ReadingInterval >= TimeSpan.FromSeconds(1) && ReadingInterval <= TimeSpan.FromMinutes(5),
            nameof(ReadingInterval),
            ReadingInterval,
            "it must be between 1 second and 5 minutes")
        .ThrowIfBroken();
}
