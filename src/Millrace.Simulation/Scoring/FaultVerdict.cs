using Millrace.Simulation.Faults;

namespace Millrace.Simulation.Scoring;

/// <summary>What became of one injected fault.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Expected">The output that it must have, from the catalog.</param>
/// <param name="Outcome">Found, missed, or too young to be judged.</param>
/// <param name="FoundAt">The event time of the output that gave it away; null when none did.</param>
/// <param name="Reason">A sentence for people.</param>
public sealed record FaultVerdict(Fault Fault, FaultExpectation Expected, FaultOutcome Outcome, DateTimeOffset? FoundAt, string Reason);

/// <summary>What became of a fault.</summary>
public enum FaultOutcome
{
    /// <summary>The expected output appeared.</summary>
    Found,

    /// <summary>The expected output should have appeared and did not.</summary>
    Missed,

    /// <summary>The fault has not yet lasted as long as its rule and the room need.</summary>
    TooYoung,
}
