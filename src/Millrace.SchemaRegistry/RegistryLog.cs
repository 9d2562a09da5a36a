using Microsoft.Extensions.Logging;

namespace Millrace.SchemaRegistry;

/// <summary>What the registry's parts log; event ids 3000 to 3999.</summary>
internal static partial class RegistryLog
{
    [LoggerMessage(3000, LogLevel.Information, "Schema registry: trying again in {DelayMilliseconds:0} ms: {Reason}")]
    public static partial void RetryingRequest(this ILogger logger, double delayMilliseconds, string reason);

    [LoggerMessage(3001, LogLevel.Warning, "Schema registry: now asking {Address}")]
    public static partial void SwitchedAddress(this ILogger logger, Uri address);

    [LoggerMessage(3010, LogLevel.Warning, "Records of schema id {SchemaId} wait: {Reason}")]
    public static partial void SchemaUnavailable(this ILogger logger, int schemaId, string reason);

    [LoggerMessage(3011, LogLevel.Information, "Schema id {SchemaId} is now read as {Type}")]
    public static partial void SchemaResolved(this ILogger logger, int schemaId, string type);

    [LoggerMessage(3012, LogLevel.Warning, "Schema id {SchemaId} cannot be read as {Type}: {Reason}")]
    public static partial void SchemaIncompatible(this ILogger logger, int schemaId, string type, string reason);

    [LoggerMessage(3020, LogLevel.Information, "Development registry: listening at {Address}, {Count} schemas")]
    public static partial void RegistryStarted(this ILogger logger, Uri address, int count);

    [LoggerMessage(3021, LogLevel.Warning, "Development registry: the last line of {File} was torn and is dropped")]
    public static partial void JournalTorn(this ILogger logger, string file);

    [LoggerMessage(3022, LogLevel.Error, "Development registry: a request failed")]
    public static partial void RequestFailed(this ILogger logger, Exception exception);
}
