namespace Millrace.Simulation.Buildings;

/// <summary>What is broken about a unit at the moment.</summary>
internal record struct UnitCondition()
{
    /// <summary>Share of the rated capacity that the refrigerant circuit still has, 0 to 1.</summary>
    public double Capacity { get; set; } = 1;

    /// <summary>Where the damper is stuck, 0 shut to 1 wide open; null while it follows the thermostat.</summary>
    public double? StuckDamper { get; set; }
}
