namespace Millrace.Simulation;

/// <summary>Options of a simulation break a rule; correct them, the same options will be refused again.</summary>
public sealed class SimulationOptionsException : MillraceException
{
    /// <summary>Creates the exception for all problems that were found: each gives the option's name, its value and the rule.</summary>
    public SimulationOptionsException(IReadOnlyList<string> problems) : base(string.Join(" ", problems)) => Problems = problems;

    /// <summary>One sentence for each option that breaks a rule.</summary>
    public IReadOnlyList<string> Problems { get; }

    internal static void ThrowIfAny(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
            throw new SimulationOptionsException(problems);
    }
}
