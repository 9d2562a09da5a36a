namespace Millrace;

/// <summary>A record that was read but breaks a rule of its source (<see cref="Consumed{TKey, TValue}.Validate"/>).</summary>
public sealed class InvalidRecordException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    public InvalidRecordException(string rule) : base(rule)
    {
    }
}
