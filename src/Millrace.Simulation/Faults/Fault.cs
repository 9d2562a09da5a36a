using Millrace.Simulation.Buildings;

namespace Millrace.Simulation.Faults;

/// <summary>One thing that breaks, in one place, for a while. Immutable: what it does is a function of time alone.</summary>
public abstract class Fault
{
    private protected Fault(FaultKind kind, string target, DateTimeOffset start, DateTimeOffset end)
    {
        Kind = kind;
        Target = target;
        Start = start;
        End = end;
    }

    /// <summary>What breaks.</summary>
    public FaultKind Kind { get; }

    /// <summary>The unit, the gateway or, for a poisoned record, the key concerned.</summary>
    public string Target { get; }

    /// <summary>First moment at which it is broken.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>First moment at which it is mended.</summary>
    public DateTimeOffset End { get; }

    /// <summary>What a person would say of it.</summary>
    public abstract string Description { get; }

    /// <summary>Names the fault in reports: <c>StuckDamper R-101 10:28</c>.</summary>
    public override string ToString() => $"{Kind} {Target} {Start.UtcDateTime:HH:mm}";

    internal bool IsActive(DateTimeOffset at) => at >= Start && at < End;

    /// <summary>What it does to the unit.</summary>
    internal virtual void Disturb(DateTimeOffset now, ref UnitCondition unit)
    {
    }

    /// <summary>What it makes of the room temperature that is reported.</summary>
    /// <param name="at">The moment of the reading.</param>
    /// <param name="ambient">What a sound sensor reports.</param>
    /// <param name="before">What was last reported; null when nothing was yet.</param>
    internal virtual double? Distort(DateTimeOffset at, double? ambient, double? before) => ambient;
}
