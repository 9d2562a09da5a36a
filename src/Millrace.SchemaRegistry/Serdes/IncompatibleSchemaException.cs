namespace Millrace.SchemaRegistry;

/// <summary>
/// A record type does not go together with what its subject holds. Found at start: time does not mend it, so the worker
/// refuses to run rather than to turn records into dead letters or to lose state.
/// </summary>
public sealed class IncompatibleSchemaException : MillraceException
{
    internal IncompatibleSchemaException(
        string subject, int version, string recordName, bool isState, IReadOnlyList<string> reasons, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Subject = subject;
        Version = version;
        RecordName = recordName;
        IsState = isState;
        Reasons = reasons;
    }

    /// <summary>The subject.</summary>
    public string Subject { get; }

    /// <summary>The version there that does not fit; 0 where only the registry knows which it is.</summary>
    public int Version { get; }

    /// <summary>The full name of the record as this program knows it.</summary>
    public string RecordName { get; }

    /// <summary>Whether it is state that could not be read: what the application itself wrote when it was older or newer.</summary>
    public bool IsState { get; }

    /// <summary>What does not fit, each with the field that it is about.</summary>
    public IReadOnlyList<string> Reasons { get; }
}
