namespace Millrace.Simulation.Scoring;

/// <summary>How well the rules did so far. Nothing may be missed and no alarm false.</summary>
/// <param name="AsOf">The simulated moment up to which faults count as injected.</param>
/// <param name="Verdicts">One for each injected fault, in the order of their starts.</param>
/// <param name="FalseAlarms">Outputs that no fault explains.</param>
public sealed record ScoreReport(DateTimeOffset AsOf, IReadOnlyList<FaultVerdict> Verdicts, IReadOnlyList<FalseAlarm> FalseAlarms)
{
    /// <summary>Faults that were injected.</summary>
    public int Injected => Verdicts.Count;

    /// <summary>Faults whose expected output appeared.</summary>
    public int Found => Count(FaultOutcome.Found);

    /// <summary>Faults whose expected output should have appeared and did not.</summary>
    public int Missed => Count(FaultOutcome.Missed);

    /// <summary>Faults that could not have been found yet, and were not.</summary>
    public int TooYoung => Count(FaultOutcome.TooYoung);

    /// <summary>True when nothing was missed and no alarm was false.</summary>
    public bool IsClean => Missed == 0 && FalseAlarms.Count == 0;

    private int Count(FaultOutcome outcome) => Verdicts.Count(verdict => verdict.Outcome == outcome);
}
