namespace Millrace.Hvac.Alarms;

/// <summary>The limits of a value, in its unit. An alarm is about values beyond them.</summary>
/// <param name="Direction">Which side of the limits is bad.</param>
/// <param name="Raise">Beyond it, and not at it, the condition holds.</param>
/// <param name="Critical">Beyond it, and not at it, the condition is critical; null if it never is.</param>
/// <param name="Clear">At it or on the good side of it the value is calm.</param>
internal sealed record AlarmLimits(BadSide Direction, double Raise, double? Critical, double Clear)
{
    public bool IsExceededBy(double value) => IsBeyond(value, Raise);

    public bool IsCritical(double value) => Critical is { } limit && IsBeyond(value, limit);

    public bool IsCalm(double value) => !IsBeyond(value, Clear);

    /// <summary>The limit that a record of an alarm names.</summary>
    public double Of(AlarmEvent what, Severity severity) => (what, severity) switch
    {
        (AlarmEvent.Cleared, _) => Clear,
        (_, Severity.Critical) => Critical ?? Raise,
        _ => Raise,
    };

    private bool IsBeyond(double value, double limit) => Direction == BadSide.Above ? value > limit : value < limit;
}

/// <summary>Which values are bad.</summary>
internal enum BadSide
{
    /// <summary>High ones.</summary>
    Above,

    /// <summary>Low ones.</summary>
    Below,
}
