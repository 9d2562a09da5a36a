using Millrace.Simulation.Buildings;

namespace Millrace.Simulation.Faults;

/// <summary>The unit loses half of its remaining capacity every three minutes (a real leak takes weeks), down to nothing.</summary>
public sealed class RefrigerantLeak : Fault
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(3);

    /// <summary>Creates the fault.</summary>
    public RefrigerantLeak(string deviceId, DateTimeOffset start, DateTimeOffset end) : base(FaultKind.RefrigerantLeak, deviceId, start, end)
    {
    }

    /// <inheritdoc/>
    public override string Description => "refrigerant leak, capacity falls";

    internal override void Disturb(DateTimeOffset now, ref UnitCondition unit) =>
        unit.Capacity = Math.Pow(0.5, (now - Start) / HalfLife);
}
