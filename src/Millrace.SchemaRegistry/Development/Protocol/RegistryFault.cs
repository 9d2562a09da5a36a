namespace Millrace.SchemaRegistry.Development;

/// <summary>Ends a request with an error in the protocol's form. It does not leave <see cref="RegistryProtocol"/>.</summary>
internal sealed class RegistryFault(int status, int code, string message) : MillraceException(message)
{
    public int Status { get; } = status;

    public int Code { get; } = code;

    public static RegistryFault Unrouted() => new(404, 404, "HTTP 404 Not Found");

    public static RegistryFault WrongMethod() => new(405, 405, "HTTP 405 Method Not Allowed");

    public static RegistryFault WrongMediaType() => new(415, 415, "HTTP 415 Unsupported Media Type");

    public static RegistryFault NotJson() => new(400, 400, "Unable to process JSON");

    public static RegistryFault NoBody() => new(422, 422, "The request body must not be null");

    public static RegistryFault NoSubject(string subject) => new(404, RegistryErrorCodes.SubjectNotFound, $"Subject '{subject}' not found.");

    public static RegistryFault NoVersion(string version) => new(404, RegistryErrorCodes.VersionNotFound, $"Version {version} not found.");

    public static RegistryFault NoSchema() => new(404, RegistryErrorCodes.SchemaNotFound, "Schema not found");

    public static RegistryFault NoSchema(string id) => new(404, RegistryErrorCodes.SchemaNotFound, $"Schema {id} not found");

    public static RegistryFault BadSchema(string reason) => new(422, RegistryErrorCodes.InvalidSchema, reason);

    public static RegistryFault BadVersion(string version) => new(
        422,
        RegistryErrorCodes.InvalidVersion,
        $"The specified version '{version}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");

    public static RegistryFault NotPermitted(string reason) => new(422, RegistryErrorCodes.OperationNotPermitted, reason);
}
