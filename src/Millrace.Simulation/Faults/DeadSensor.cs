namespace Millrace.Simulation.Faults;

/// <summary>The room sensor is dead: the unit reports its last value for ever, or none.</summary>
/// <remarks>
/// Found by the rule SensorHealth, which is made for it. It works in the device's own event time, takes every reading of the
/// device in offset order and leaves out one that is older than the newest (late); occupancy does not matter.
/// <list type="number">
/// <item>A <b>run</b> is a row of neighbouring readings with the unit not OFF that all report exactly the same
/// <c>ambientTemperature</c>, or that all report none (null). A reading with the unit OFF belongs to no run and ends one;
/// so does a gap of more than 5 minutes to the reading before (the later reading begins a new run); so does a reading with
/// another value (which begins a new run itself).</item>
/// <item><b>RAISED</b>, kind SENSOR, severity WARNING, at the first reading that is at least 20 minutes (a value) or 10 minutes
/// (null) after the run's first. <c>began</c> is the run's first reading; <c>value</c> the minutes since then, <c>limit</c>
/// 20 or 10. A stuck sensor must have been lively before: most readings differed from their neighbour; a silent one must once
/// have given a value.</item>
/// <item>While raised, neither gaps nor late readings change anything. <b>CLEARED</b> at the first reading with the unit OFF, or with an
/// ambient temperature that is not null and differs from the run's value (any value ends a run of nulls). <c>value</c> is the
/// minutes since <c>began</c>, <c>limit</c> as it was raised. The reading that cleared it begins the next run (unless OFF);
/// a run of one value that turns into nulls stays raised.</item>
/// </list>
/// Alert ids, topic, <c>hvac.alarms</c> and record timestamps are those of the other alerts.
/// </remarks>
public sealed class DeadSensor : Fault
{
    /// <summary>Creates the fault.</summary>
    /// <param name="deviceId">The unit.</param>
    /// <param name="start">When it dies.</param>
    /// <param name="end">When it is replaced.</param>
    /// <param name="silent">True: no value any more; false: the last value for ever.</param>
    public DeadSensor(string deviceId, DateTimeOffset start, DateTimeOffset end, bool silent)
        : base(silent ? FaultKind.SilentSensor : FaultKind.StuckSensor, deviceId, start, end)
    {
    }

    /// <inheritdoc/>
    public override string Description => Kind == FaultKind.SilentSensor ? "room sensor silent" : "room sensor repeats one value";

    internal override double? Distort(DateTimeOffset at, double? ambient, double? before) =>
        Kind == FaultKind.SilentSensor ? null : before ?? ambient;
}
