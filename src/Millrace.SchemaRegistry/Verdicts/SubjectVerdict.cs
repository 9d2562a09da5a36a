namespace Millrace.SchemaRegistry;

/// <summary>What a registry would make of a schema.</summary>
public enum SubjectOutcome
{
    /// <summary>The subject is not there: the schema would be its first version.</summary>
    New,

    /// <summary>The schema is registered already.</summary>
    Registered,

    /// <summary>It would be accepted as the next version.</summary>
    Accepted,

    /// <summary>It would be refused, or the worker would refuse to start with it.</summary>
    Refused,
}

/// <summary>A verdict on a schema for one subject.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Outcome">What would become of it.</param>
/// <param name="Version">The version that it is, or would be; for one that is refused the newest that there is.</param>
/// <param name="Reasons">Why it would be refused, each with the field; empty otherwise.</param>
public sealed record SubjectVerdict(string Subject, SubjectOutcome Outcome, int Version, IReadOnlyList<string> Reasons);
