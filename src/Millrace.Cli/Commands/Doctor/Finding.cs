using Millrace.Hosting;

namespace Millrace.Cli.Commands.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Check">What was checked.</param>
/// <param name="State">Whether it is well.</param>
/// <param name="What">What was found, in words.</param>
/// <param name="Mend">How to mend it; null where nothing is to be mended.</param>
/// <param name="ExitCode">What the command ends with because of it.</param>
internal sealed record Finding(string Check, FindingState State, string What, string? Mend = null, int ExitCode = ExitCodes.Success)
{
    public static Finding Good(string check, string what) => new(check, FindingState.Good, what);

    public static Finding Bad(string check, string what, string mend, int exitCode = ExitCodes.Failure) => new(check, FindingState.Bad, what, mend, exitCode);

    public static Finding Unchecked(string check, string why) => new(check, FindingState.Unchecked, why);
}

/// <summary>Whether what was checked is well.</summary>
internal enum FindingState
{
    /// <summary>It is.</summary>
    Good,

    /// <summary>It is not.</summary>
    Bad,

    /// <summary>Nobody asked for it.</summary>
    Unchecked,
}
