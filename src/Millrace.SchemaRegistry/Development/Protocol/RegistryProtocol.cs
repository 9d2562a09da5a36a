using Microsoft.Extensions.Logging;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Answers requests as Confluent's registry does, one at a time, apart from any server.</summary>
internal sealed class RegistryProtocol(RegistryStore store, ILogger logger)
{
    private static readonly string[] MediaTypes =
    [
        "application/vnd.schemaregistry.v1+json", "application/vnd.schemaregistry+json", "application/json", "application/octet-stream",
    ];

    private readonly SubjectRequests _subjects = new(store);
    private readonly SchemaRequests _schemas = new(store);
    private readonly LevelRequests _levels = new(store);
    private readonly ModeRequests _modes = new(store);
    private readonly Lock _gate = new();

    public RegistryAnswer Answer(RegistryRequest request)
    {
        try
        {
            lock (_gate)
                return Route(request);
        }
        catch (RegistryFault fault)
        {
            return RegistryAnswer.Error(fault.Status, fault.Code, fault.Message);
        }
        catch (Exception e)
        {
            // One request's failure is its own; the registry goes on for the others.
            logger.RequestFailed(e);
            return RegistryAnswer.Error(500, 50001, "Error in the backend data store");
        }
    }

    private RegistryAnswer Route(RegistryRequest request)
    {
        if (request is { Body.Length: > 0, ContentType: { } type } && !MediaTypes.Contains(type.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
            throw RegistryFault.WrongMediaType();

        return request.Segments switch
        {
            ["subjects", ..] => _subjects.Answer(request),
            ["compatibility", ..] => _subjects.Answer(request),
            ["schemas", ..] => _schemas.Answer(request),
            ["config", ..] => _levels.Answer(request),
            ["mode", ..] => _modes.Answer(request),
            [] => Get(request, "{}"u8),
            ["contexts"] => Get(request, "[\".\"]"u8),
            ["v1", "metadata", "id"] => Get(request, """{"scope":{"path":[],"clusters":{"schema-registry-cluster":"millrace-development"}}}"""u8),
            ["v1", "metadata", "version"] => Get(request, """{"version":"7.5.3","commitId":"millrace-development"}"""u8),
            _ => throw RegistryFault.Unrouted(),
        };
    }

    private static RegistryAnswer Get(RegistryRequest request, ReadOnlySpan<byte> body) =>
        request.Method == "GET" ? new RegistryAnswer(200, body.ToArray()) : throw RegistryFault.WrongMethod();
}
