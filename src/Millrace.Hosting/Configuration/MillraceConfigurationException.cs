namespace Millrace.Hosting;

/// <summary>The configuration breaks rules. All of them are told at once.</summary>
public sealed class MillraceConfigurationException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public MillraceConfigurationException(IReadOnlyList<string> errors)
        : base("wrong configuration: " + string.Join("; ", errors)) => Errors = errors;

    /// <summary>The rules that are broken, a sentence each with name, value and rule.</summary>
    public IReadOnlyList<string> Errors { get; }
}
