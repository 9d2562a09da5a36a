using Millrace.Simulation.Buildings;

namespace Millrace.Simulation.Faults;

/// <summary>What breaks when. The same building and options give the same plan; it never changes, so feed and scoreboard can share it.</summary>
public sealed class FaultPlan
{
    private readonly Dictionary<string, Fault[]> _byDevice;

    internal FaultPlan(BuildingLayout layout, IEnumerable<Fault> faults)
    {
        All = [.. faults.OrderBy(fault => fault.Start).ThenBy(fault => fault.Target, StringComparer.Ordinal)];
        Layout = layout;
        Outages = [.. All.OfType<GatewayOutage>()];
        Poison = [.. All.OfType<PoisonRecord>()];
        _byDevice = All
            .Where(fault => fault is not (GatewayOutage or PoisonRecord))
            .GroupBy(fault => fault.Target, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Everything that breaks, in the order of its start.</summary>
    public IReadOnlyList<Fault> All { get; }

    /// <summary>The building for which it was planned.</summary>
    public BuildingLayout Layout { get; }

    internal IReadOnlyList<GatewayOutage> Outages { get; }

    internal IReadOnlyList<PoisonRecord> Poison { get; }

    /// <summary>Draws a plan.</summary>
    /// <exception cref="SimulationOptionsException">An option breaks its rule; correct it.</exception>
    public static FaultPlan Create(BuildingLayout layout, FaultPlanOptions options)
    {
        options.Validate();
        return new FaultPlan(layout, new FaultPlanner(layout, options).Plan());
    }

    /// <summary>The faults of one unit, in order; a unit has one at a time.</summary>
    public IReadOnlyList<Fault> ForDevice(string deviceId) => _byDevice.GetValueOrDefault(deviceId) ?? [];

    /// <summary>By when a fault must have been found: its catalog's time, or the return of the gateway that holds the evidence back.</summary>
    public DateTimeOffset DueAt(Fault fault)
    {
        var within = FaultCatalog.Of(fault.Kind).Within;
        if (fault is GatewayOutage)
            return fault.End + within;
        var due = fault.Start + within;
        var gateway = Layout.Find(fault.Target)?.Gateway;
        foreach (var outage in Outages)
        {
            if (outage.Target == gateway && outage.IsActive(due))
                return outage.End + FaultCatalog.Of(FaultKind.GatewayOutage).Within;
        }

        return due;
    }
}
