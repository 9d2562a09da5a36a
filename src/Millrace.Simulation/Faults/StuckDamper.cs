using Millrace.Simulation.Buildings;

namespace Millrace.Simulation.Faults;

/// <summary>
/// The damper in the room's supply duct no longer moves. Shut, it gives the room neither heating, cooling nor fresh air;
/// wide open, it lets in all that the central plant sends, whatever the thermostat wants.
/// </summary>
public sealed class StuckDamper : Fault
{
    /// <summary>Creates the fault.</summary>
    public StuckDamper(string deviceId, DateTimeOffset start, DateTimeOffset end, bool open) : base(FaultKind.StuckDamper, deviceId, start, end) =>
        Open = open;

    /// <summary>Where it is stuck: true wide open, false shut.</summary>
    public bool Open { get; }

    /// <inheritdoc/>
    public override string Description => Open ? "damper stuck wide open" : "damper stuck shut";

    internal override void Disturb(DateTimeOffset now, ref UnitCondition unit) => unit.StuckDamper = Open ? 1 : 0;
}
