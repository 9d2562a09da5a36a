namespace Millrace.Hvac.Alarms;

/// <summary>What one reading says to an alarm.</summary>
/// <param name="At">The reading's time.</param>
/// <param name="Use">Whether the unit runs for somebody.</param>
/// <param name="Exceeds">The condition holds.</param>
/// <param name="IsCritical">It is critical.</param>
/// <param name="IsCalm">The value is back within the clear limit.</param>
internal readonly record struct AlarmSignal(DateTimeOffset At, UnitUse Use, bool Exceeds, bool IsCritical, bool IsCalm);

/// <summary>Whether a unit runs for somebody. One that does not has no alarms.</summary>
internal enum UnitUse
{
    /// <summary>The unit is not off and the room not known to be empty.</summary>
    InUse,

    /// <summary>The unit is off.</summary>
    Off,

    /// <summary>Nobody is in the room.</summary>
    Empty,
}

/// <summary>Tells <see cref="UnitUse"/>.</summary>
internal static class UnitUses
{
    public static UnitUse Of(HvacReading reading)
    {
        if (reading.Mode == Mode.Off)
        {
            return UnitUse.Off;
        }

        // A room without a presence sensor counts as occupied.
        return reading.Occupied == false ? UnitUse.Empty : UnitUse.InUse;
    }
}
