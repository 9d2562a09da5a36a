using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.SchemaRegistry.Caching;
using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry;

/// <summary>
/// A client of Confluent's schema registry protocol over HTTP: addresses with failover, a time limit on every request,
/// retries, caches, one request for one question however many ask it at once. One serves a whole worker.
/// </summary>
public sealed partial class SchemaRegistryClient : ISchemaRegistryClient, IDisposable
{
    private readonly RegistryTransport _transport;
    private readonly SingleFlightCache<int, RegistrySchema> _byId;
    private readonly SingleFlightCache<SubjectSchema, int> _ids;
    private readonly SingleFlightCache<SubjectSchema, SubjectVersion> _versions;
    private readonly CancellationTokenSource _disposed = new();

    /// <summary>Creates the client; it connects with the first request.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="logger">Retries and failovers are logged here.</param>
    /// <exception cref="ArgumentException">The options break rules; the message says all of them.</exception>
    public SchemaRegistryClient(SchemaRegistryOptions options, ILogger<SchemaRegistryClient>? logger = null)
        : this(options, handler: null, TimeProvider.System, logger)
    {
    }

    internal SchemaRegistryClient(SchemaRegistryOptions options, HttpMessageHandler? handler, TimeProvider time, ILogger? logger = null)
    {
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException("schema registry: " + string.Join("; ", errors), nameof(options));
        _transport = new RegistryTransport(options, handler ?? RegistryHandler.Create(options), time, logger ?? NullLogger.Instance);
        _byId = new(time, options.UnknownLifetime);
        _ids = new(time, options.UnknownLifetime);
        _versions = new(time, options.UnknownLifetime);
    }

    /// <inheritdoc/>
    public ValueTask<int> RegisterAsync(string subject, RegistrySchema schema, bool normalize = false, CancellationToken cancellation = default) =>
        _ids.GetAsync(new(subject, schema, normalize), AskToRegisterAsync, cancellation);

    /// <inheritdoc/>
    public ValueTask<RegistrySchema> GetByIdAsync(int id, CancellationToken cancellation = default) => _byId.GetAsync(id, AskByIdAsync, cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> GetReferencedAsync(RegistrySchema schema, CancellationToken cancellation = default)
    {
        var texts = new List<string>();
        var seen = new HashSet<(string Subject, int Version)>();
        await CollectAsync(schema);
        return texts;

        async Task CollectAsync(RegistrySchema referrer)
        {
            foreach (var reference in referrer.References)
            {
                if (!seen.Add((reference.Subject, reference.Version)))
                    continue;
                var path = $"/subjects/{Escape(reference.Subject)}/versions/{reference.Version}?deleted=true";
                var referenced = Read(await GetAsync(path, RegistryJson.Default.VersionBody, cancellation)).Schema;
                await CollectAsync(referenced);
                texts.Add(referenced.Text);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<SubjectVersion> LookupAsync(string subject, RegistrySchema schema, bool normalize = false, CancellationToken cancellation = default) =>
        _versions.GetAsync(new(subject, schema, normalize), AskToLookUpAsync, cancellation);

    /// <inheritdoc/>
    public async ValueTask<SubjectVersion> GetLatestAsync(string subject, CancellationToken cancellation = default) =>
        Read(await GetAsync($"/subjects/{Escape(subject)}/versions/latest", RegistryJson.Default.VersionBody, cancellation));

    /// <inheritdoc/>
    public async ValueTask<SubjectVersion> GetVersionAsync(string subject, int version, CancellationToken cancellation = default) =>
        Read(await GetAsync($"/subjects/{Escape(subject)}/versions/{version}", RegistryJson.Default.VersionBody, cancellation));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<int>> GetVersionsAsync(string subject, bool deleted = false, CancellationToken cancellation = default) =>
        await GetAsync($"/subjects/{Escape(subject)}/versions{Deleted(deleted)}", RegistryJson.Default.Int32Array, cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> GetSubjectsAsync(bool deleted = false, CancellationToken cancellation = default) =>
        await GetAsync($"/subjects{Deleted(deleted)}", RegistryJson.Default.StringArray, cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> GetSubjectsOfAsync(int id, CancellationToken cancellation = default) =>
        await GetAsync($"/schemas/ids/{id}/subjects", RegistryJson.Default.StringArray, cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<int>> GetReferrersAsync(string subject, int version, CancellationToken cancellation = default) =>
        await GetAsync($"/subjects/{Escape(subject)}/versions/{version}/referencedby", RegistryJson.Default.Int32Array, cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<int>> DeleteSubjectAsync(string subject, bool permanent = false, CancellationToken cancellation = default)
    {
        var path = $"/subjects/{Escape(subject)}{(permanent ? "?permanent=true" : "")}";
        var versions = await SendAsync(HttpMethod.Delete, path, body: null, RegistryJson.Default.Int32Array, cancellation);
        Forget(subject);
        return versions;
    }

    /// <inheritdoc/>
    public async ValueTask DeleteVersionAsync(string subject, int version, bool permanent = false, CancellationToken cancellation = default)
    {
        var path = $"/subjects/{Escape(subject)}/versions/{version}{(permanent ? "?permanent=true" : "")}";
        await SendAsync(HttpMethod.Delete, path, body: null, RegistryJson.Default.Int32, cancellation);
        Forget(subject);
    }

    /// <summary>Ends the requests under way and the connections.</summary>
    public void Dispose()
    {
        _disposed.Cancel();
        _transport.Dispose();
    }

    private static string Escape(string subject) => Uri.EscapeDataString(subject);

    private static string Deleted(bool deleted) => deleted ? "?deleted=true" : "";

    private static string Of(string path, string? subject) => subject is null ? path : $"{path}/{Escape(subject)}";

    private static byte[] Write(RegistrySchema schema) =>
        JsonSerializer.SerializeToUtf8Bytes(SchemaBody.From(schema), RegistryJson.Default.SchemaBody);

    private static SubjectVersion Read(VersionBody body) =>
        body.ToVersion() ?? throw new SchemaRegistryException("the registry's answer has no subject or no schema");

    private async Task<int> AskToRegisterAsync(SubjectSchema key)
    {
        var path = $"/subjects/{Escape(key.Subject)}/versions{key.Query}";
        return (await SendAsync(HttpMethod.Post, path, Write(key.Schema), RegistryJson.Default.IdBody, CancellationToken.None)).Id;
    }

    private async Task<SubjectVersion> AskToLookUpAsync(SubjectSchema key)
    {
        var path = $"/subjects/{Escape(key.Subject)}{key.Query}";
        return Read(await SendAsync(HttpMethod.Post, path, Write(key.Schema), RegistryJson.Default.VersionBody, CancellationToken.None));
    }

    private async Task<RegistrySchema> AskByIdAsync(int id)
    {
        var body = await GetAsync($"/schemas/ids/{id}", RegistryJson.Default.SchemaBody, CancellationToken.None);
        return body.ToSchema() ?? throw new SchemaRegistryException($"the registry's answer for schema id {id} has no schema", isTransient: true);
    }

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, body: null, answer, cancellation);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token, cancellation);
        try
        {
            return await _transport.SendAsync(method, path, body, answer, either.Token);
        }
        catch (OperationCanceledException e) when (_disposed.IsCancellationRequested)
        {
            throw new ObjectDisposedException($"{nameof(SchemaRegistryClient)} was disposed during {method} {path}", e);
        }
    }

    private void Forget(string subject)
    {
        _ids.RemoveWhere(key => key.Subject == subject);
        _versions.RemoveWhere(key => key.Subject == subject);
    }

    private sealed record SubjectSchema(string Subject, RegistrySchema Schema, bool Normalize)
    {
        public string Query => Normalize ? "?normalize=true" : "";
    }
}
