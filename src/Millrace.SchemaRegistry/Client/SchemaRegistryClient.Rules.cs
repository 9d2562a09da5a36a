using System.Text.Json;
using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry;

/// <summary>What a registry demands and allows: compatibility and modes.</summary>
public sealed partial class SchemaRegistryClient
{
    /// <inheritdoc/>
    public async ValueTask<CompatibilityResult> CheckCompatibilityAsync(
        string subject, RegistrySchema schema, bool normalize = false, CancellationToken cancellation = default)
    {
        try
        {
            var path = $"/compatibility/subjects/{Escape(subject)}/versions?verbose=true{(normalize ? "&normalize=true" : "")}";
            var body = await SendAsync(HttpMethod.Post, path, Write(schema), RegistryJson.Default.CompatibleBody, cancellation);
            return new CompatibilityResult(body.IsCompatible, body.Messages ?? []);
        }
        catch (SchemaRegistryException e) when (e.ErrorCode == RegistryErrorCodes.SubjectNotFound)
        {
            return new CompatibilityResult(IsCompatible: true, []);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<CompatibilityLevel> GetCompatibilityAsync(string? subject = null, CancellationToken cancellation = default)
    {
        var path = subject is null ? "/config" : $"/config/{Escape(subject)}?defaultToGlobal=true";
        try
        {
            var body = await GetAsync(path, RegistryJson.Default.LevelBody, cancellation);
            var text = body.CompatibilityLevel ?? body.Compatibility;
            return CompatibilityLevels.TryParse(text, out var level)
                ? level
                : throw new SchemaRegistryException($"the registry answers with the unknown compatibility level '{text}'");
        }
        catch (SchemaRegistryException e) when (subject is not null && SaysNotSet(e, RegistryErrorCodes.SubjectLevelNotSet))
        {
            return await GetCompatibilityAsync(subject: null, cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask SetCompatibilityAsync(string? subject, CompatibilityLevel level, CancellationToken cancellation = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new LevelBody(Compatibility: level.ToWire()), RegistryJson.Default.LevelBody);
        await SendAsync(HttpMethod.Put, Of("/config", subject), body, RegistryJson.Default.LevelBody, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DeleteCompatibilityAsync(string subject, CancellationToken cancellation = default) =>
        DropAsync(Of("/config", subject), RegistryErrorCodes.SubjectLevelNotSet, cancellation);

    /// <inheritdoc/>
    public async ValueTask<RegistryMode> GetModeAsync(string? subject = null, CancellationToken cancellation = default)
    {
        var path = subject is null ? "/mode" : $"/mode/{Escape(subject)}?defaultToGlobal=true";
        try
        {
            var body = await GetAsync(path, RegistryJson.Default.ModeBody, cancellation);
            return RegistryModes.TryParse(body.Mode, out var mode)
                ? mode
                : throw new SchemaRegistryException($"the registry answers with the unknown mode '{body.Mode}'");
        }
        catch (SchemaRegistryException e) when (subject is not null && SaysNotSet(e, RegistryErrorCodes.SubjectModeNotSet))
        {
            return await GetModeAsync(subject: null, cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask SetModeAsync(string? subject, RegistryMode mode, bool force = false, CancellationToken cancellation = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new ModeBody(mode.ToWire()), RegistryJson.Default.ModeBody);
        var path = Of("/mode", subject) + (force ? "?force=true" : "");
        await SendAsync(HttpMethod.Put, path, body, RegistryJson.Default.ModeBody, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DeleteModeAsync(string subject, CancellationToken cancellation = default) =>
        DropAsync(Of("/mode", subject), RegistryErrorCodes.SubjectModeNotSet, cancellation);

    /// <summary>Registries differ in what they answer: the level that was, the one that holds now, or no more than that it is done.</summary>
    private async ValueTask DropAsync(string path, int notSet, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(HttpMethod.Delete, path, body: null, RegistryJson.Default.JsonElement, cancellation);
        }
        catch (SchemaRegistryException e) when (SaysNotSet(e, notSet))
        {
            // There is nothing to take away.
        }
    }

    /// <summary>Some registries say that the subject is not there where others say that it has no setting of its own.</summary>
    private static bool SaysNotSet(SchemaRegistryException e, int code) => e.ErrorCode == RegistryErrorCodes.SubjectNotFound || e.ErrorCode == code;
}
