namespace Millrace.Simulation.Faults;

/// <summary>When faults are to happen.</summary>
public sealed record FaultPlanOptions
{
    /// <summary>What the plan is drawn from; default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Where history ends and the live part begins: the first wave of faults lies around this moment, so that alerts come at once.</summary>
    public required DateTimeOffset LiveStart { get; init; }

    /// <summary>How far ahead faults are planned; 1 hour to 31 days, default 2 days. There are none afterwards.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Time between two waves; 1 to 24 hours, default 1 hour.</summary>
    public TimeSpan WaveInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Throws when an option breaks its rule, naming every option that does.</summary>
    /// <exception cref="SimulationOptionsException">Name, value and rule of each; correct them.</exception>
    public void Validate() => new OptionRules()
        .Require(
            Horizon >= TimeSpan.FromHours(1) && Horizon <= TimeSpan.FromDays(31),
            nameof(Horizon),
            Horizon,
            "it must be between 1 hour and 31 days")
        .Require(
            WaveInterval >= TimeSpan.FromHours(1) && WaveInterval <= TimeSpan.FromHours(24),
            nameof(WaveInterval),
            WaveInterval,
            "it must be between 1 and 24 hours")
        .ThrowIfBroken();
}
