using System.Text.Json;
using System.Text.Json.Serialization;
using Millrace.SchemaRegistry.Development;

namespace Millrace.SchemaRegistry.Http;

/// <summary>The bodies of the protocol, read and written without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SchemaBody))]
[JsonSerializable(typeof(IdBody))]
[JsonSerializable(typeof(VersionBody))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(CompatibleBody))]
[JsonSerializable(typeof(LevelBody))]
[JsonSerializable(typeof(ModeBody))]
[JsonSerializable(typeof(RegisterBody))]
[JsonSerializable(typeof(VersionBody[]))]
[JsonSerializable(typeof(SubjectVersionBody[]))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class RegistryJson : JsonSerializerContext;

/// <summary>A schema as it is sent and as an id gives it.</summary>
internal sealed record SchemaBody(string? Schema, string? SchemaType = null, ReferenceBody[]? References = null)
{
    public static SchemaBody From(RegistrySchema schema) => new(
        schema.Text,
        schema.SchemaType == RegistrySchema.Avro ? null : schema.SchemaType,
        schema.References.Count == 0 ? null : [.. schema.References.Select(r => new ReferenceBody(r.Name, r.Subject, r.Version))]);

    public RegistrySchema? ToSchema() => Schema is null ? null : RegistrySchemas.Create(Schema, SchemaType, References);
}

/// <summary>A schema as a registry receives it: with an id of its own where a migration registers it.</summary>
internal sealed record RegisterBody(
    string? Schema, string? SchemaType = null, ReferenceBody[]? References = null, int Id = 0, int Version = 0);

/// <summary>A reference.</summary>
internal sealed record ReferenceBody(string? Name, string? Subject, int Version);

/// <summary>The answer to a registration.</summary>
internal sealed record IdBody(int Id);

/// <summary>One version of a subject.</summary>
internal sealed record VersionBody(
    string? Subject, int Version, int Id, string? Schema, string? SchemaType = null, ReferenceBody[]? References = null)
{
    public static VersionBody From(string subject, StoredVersion version, RegistryState state)
    {
        state.TryGetSchema(version.Id, out var schema);
        var body = schema is null ? null : SchemaBody.From(schema);
        return new VersionBody(subject, version.Version, version.Id, body?.Schema, body?.SchemaType, body?.References);
    }

    public SubjectVersion? ToVersion() =>
        Subject is null || Schema is null ? null : new(Subject, Version, Id, RegistrySchemas.Create(Schema, SchemaType, References));
}

/// <summary>Where a schema is used.</summary>
internal sealed record SubjectVersionBody(string Subject, int Version);

/// <summary>An error.</summary>
internal sealed record ErrorBody
{
    [JsonPropertyName("error_code")]
    public int ErrorCode { get; init; }

    public string? Message { get; init; }
}

/// <summary>The verdict of a compatibility check.</summary>
internal sealed record CompatibleBody
{
    [JsonPropertyName("is_compatible")]
    public bool IsCompatible { get; init; }

    public string[]? Messages { get; init; }
}

/// <summary>A compatibility level: asked for by one name, sent by another.</summary>
internal sealed record LevelBody(string? CompatibilityLevel = null, string? Compatibility = null);

/// <summary>A mode.</summary>
internal sealed record ModeBody(string? Mode);

/// <summary>From the wire's fields to a schema.</summary>
internal static class RegistrySchemas
{
    public static RegistrySchema Create(string text, string? schemaType, ReferenceBody[]? references) => new(text)
    {
        SchemaType = string.IsNullOrEmpty(schemaType) ? RegistrySchema.Avro : schemaType,
        References = references is null ? [] : [.. references.Select(r => new SchemaReference(r.Name ?? "", r.Subject ?? "", r.Version))],
    };
}
