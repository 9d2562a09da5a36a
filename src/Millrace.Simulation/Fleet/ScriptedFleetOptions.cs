namespace Millrace.Simulation.Fleet;

/// <summary>A fleet that acts by scripts, so that every alert is known beforehand.</summary>
public sealed record ScriptedFleetOptions
{
    /// <summary>Units; 1 to 100,000. Default 500.</summary>
    public int Devices { get; init; } = 500;

    /// <summary>Sound readings of each unit, one a minute; 1 to 100,000. Default 400.</summary>
    public int ReadingsPerDevice { get; init; } = 400;

    /// <summary>One broken record is sent after so many sound ones; 0 for none, default 1,000.</summary>
    public int BrokenEvery { get; init; } = 1_000;

    /// <summary>Small differences between readings follow from this. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Time of the first reading. A broker may refuse what is ahead of its clock or behind its retention.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>What the clock of the workers shows at most while they read: a broken record of the future lies a day after it.</summary>
    public required DateTimeOffset Clock { get; init; }

    /// <summary>Throws when an option breaks its rule, naming every option that does.</summary>
    /// <exception cref="SimulationOptionsException">Name, value and rule of each; correct them.</exception>
    public void Validate() => new OptionRules()
        .Require(Devices is >= 1 and <= 100_000, nameof(Devices), Devices, "it must be between 1 and 100,000")
        .Require(ReadingsPerDevice is >= 1 and <= 100_000, nameof(ReadingsPerDevice), ReadingsPerDevice, "it must be between 1 and 100,000")
        .Require(BrokenEvery >= 0, nameof(BrokenEvery), BrokenEvery, "it must be 0 or more")
        .ThrowIfBroken();
}
