using System.Net;

namespace Millrace.SchemaRegistry;

/// <summary>
/// A registry that did not answer, or answered with an error. Where <see cref="IsTransient"/> says true, the client has
/// tried every address and every retry before it threw, and the caller may try again later.
/// </summary>
public sealed class SchemaRegistryException : MillraceException
{
    private const int Conflict = 409;

    private readonly bool _isTransient;

    internal SchemaRegistryException(
        string message, HttpStatusCode? status = null, int errorCode = 0, bool isTransient = false, Exception? innerException = null)
        : base(message, innerException)
    {
        Status = status;
        ErrorCode = errorCode;
        _isTransient = isTransient;
    }

    /// <summary>The HTTP status; null when no answer came.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The registry's own code (see <see cref="RegistryErrorCodes"/>); 0 when the answer was not the registry's, as a proxy's is.</summary>
    public int ErrorCode { get; }

    /// <inheritdoc/>
    public override bool IsTransient => _isTransient;

    /// <summary>Whether the registry itself said that the subject, the version or the schema is not there.</summary>
    public bool IsNotFound =>
        ErrorCode is RegistryErrorCodes.SubjectNotFound or RegistryErrorCodes.VersionNotFound or RegistryErrorCodes.SchemaNotFound;

    /// <summary>Whether the schema was refused because it does not fit an earlier version.</summary>
    /// <remarks>Some registries answer with the same status where a deletion needs another one before it; the code tells them apart.</remarks>
    public bool IsIncompatible => Status == HttpStatusCode.Conflict && (ErrorCode is 0 or Conflict or RegistryErrorCodes.IncompatibleSchema);

    /// <summary>Whether the credentials were missing, wrong or not enough.</summary>
    public bool IsUnauthorized => Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
}
