namespace Millrace.Simulation.Faults;

/// <summary>A row of <see cref="FaultCatalog"/>: which rule must find a kind of fault, by when, and what it then says.</summary>
/// <param name="Kind">What breaks.</param>
/// <param name="Fault">Its name for people.</param>
/// <param name="Happens">What can be seen of it in the readings.</param>
/// <param name="Rule">The topology (or the worker itself) that must find it.</param>
/// <param name="RuleDelay">How long that rule waits by itself.</param>
/// <param name="Within">
/// Longest time from the start of the fault to the reading that gives it away: the time that the room needs, and the rule's delay.
/// A fault that did not last so long is too young to be expected.
/// </param>
/// <param name="Topic">Where the finding appears.</param>
/// <param name="Output">What appears there.</param>
public sealed record FaultExpectation(
    FaultKind Kind,
    string Fault,
    string Happens,
    string Rule,
    TimeSpan RuleDelay,
    TimeSpan Within,
    string Topic,
    string Output);
