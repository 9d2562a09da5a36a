namespace Millrace.Simulation.Fleet;

/// <summary>A fleet of simple, healthy units, for load: cheap to compute, whatever its size.</summary>
public sealed record FleetOptions
{
    /// <summary>Units; 1 to 10,000,000. Default 500.</summary>
    public int Devices { get; init; } = 500;

    /// <summary>Readings a second of the whole fleet, above 0 and up to 10,000,000; each unit has its turn. Default 500.</summary>
    public double Rate { get; init; } = 500;

    /// <summary>Buildings over which the units are spread; 1 to 100,000. Default 10.</summary>
    public int Sites { get; init; } = 10;

    /// <summary>Everything random follows from this. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Time of the first reading.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Throws when an option breaks its rule, naming every option that does.</summary>
    /// <exception cref="SimulationOptionsException">Name, value and rule of each; correct them.</exception>
    public void Validate() => new OptionRules()
        .Require(Devices is >= 1 and <= 10_000_000, nameof(Devices), Devices, "it must be between 1 and 10,000,000")
        .Require(Rate is > 0 and <= 10_000_000, nameof(Rate), Rate, "it must be above 0 and at most 10,000,000")
        .Require(Sites is >= 1 and <= 100_000, nameof(Sites), Sites, "it must be between 1 and 100,000")
        .ThrowIfBroken();
}
