namespace Millrace.SchemaRegistry;

/// <summary>The error codes of the protocol, as <see cref="SchemaRegistryException.ErrorCode"/> gives them.</summary>
public static class RegistryErrorCodes
{
    /// <summary>The subject is not there.</summary>
    public const int SubjectNotFound = 40401;

    /// <summary>The subject has no such version.</summary>
    public const int VersionNotFound = 40402;

    /// <summary>No such schema: an unknown id, or a text that the subject does not have.</summary>
    public const int SchemaNotFound = 40403;

    /// <summary>The subject is deleted already, though not for good.</summary>
    public const int SubjectSoftDeleted = 40404;

    /// <summary>The subject must be deleted before it is deleted for good.</summary>
    public const int SubjectNotSoftDeleted = 40405;

    /// <summary>The version is deleted already, though not for good.</summary>
    public const int VersionSoftDeleted = 40406;

    /// <summary>The version must be deleted before it is deleted for good.</summary>
    public const int VersionNotSoftDeleted = 40407;

    /// <summary>The subject has no compatibility level of its own.</summary>
    public const int SubjectLevelNotSet = 40408;

    /// <summary>The subject has no mode of its own.</summary>
    public const int SubjectModeNotSet = 40409;

    /// <summary>The schema does not fit an earlier version (version 8 of Confluent's server; earlier ones say 409).</summary>
    public const int IncompatibleSchema = 40901;

    /// <summary>The text is no valid schema.</summary>
    public const int InvalidSchema = 42201;

    /// <summary>The version is no number from 1 and not <c>latest</c>.</summary>
    public const int InvalidVersion = 42202;

    /// <summary>There is no such compatibility level.</summary>
    public const int InvalidLevel = 42203;

    /// <summary>There is no such mode.</summary>
    public const int InvalidMode = 42204;

    /// <summary>The mode forbids it.</summary>
    public const int OperationNotPermitted = 42205;

    /// <summary>Another schema refers to it.</summary>
    public const int ReferenceExists = 42206;
}
