using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.SchemaRegistry.Development;

namespace Millrace.SchemaRegistry;

/// <summary>
/// A schema registry in this process, for demos and tests: Confluent's protocol over HTTP on the loopback address,
/// or without any network as <see cref="CreateClient"/> gives it. It has no authentication and keeps all in memory;
/// with <see cref="DevelopmentRegistryOptions.File"/> it survives restarts and kills, not the loss of power.
/// </summary>
public sealed class DevelopmentRegistry : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly RegistryStore _store;

    private DevelopmentRegistry(WebApplication server, RegistryStore store, Uri url)
    {
        _server = server;
        _store = store;
        Url = url;
    }

    /// <summary>The base address to give to clients.</summary>
    public Uri Url { get; }

    /// <summary>Starts a registry; it answers when this returns, and until it is disposed.</summary>
    /// <exception cref="ArgumentException">The options break rules; the message says all of them.</exception>
    /// <exception cref="SchemaRegistryException">The file is in use or is no registry's, or the port is taken.</exception>
    public static async Task<DevelopmentRegistry> StartAsync(DevelopmentRegistryOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new DevelopmentRegistryOptions();
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException("development registry: " + string.Join("; ", errors), nameof(options));
        var logger = options.LoggerFactory?.CreateLogger<DevelopmentRegistry>() ?? (ILogger)NullLogger.Instance;
        var store = OpenStore(options, logger);
        var server = BuildServer(options.Port, new RegistryProtocol(store, logger));
        try
        {
            await server.StartAsync(cancellation);
        }
        catch (Exception e)
        {
            store.Dispose();
            await server.DisposeAsync();
            if (e is IOException)
                throw new SchemaRegistryException($"the development registry cannot listen on port {options.Port}: {e.Message}", innerException: e);
            throw;
        }

        var address = server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        var registry = new DevelopmentRegistry(server, store, new Uri(address));
        logger.RegistryStarted(registry.Url, store.State.SchemaCount);
        return registry;
    }

    /// <summary>A client of a registry of its own, in memory and without a network: what a topology's test needs.</summary>
    public static SchemaRegistryClient CreateClient()
    {
        var store = new RegistryStore(new RegistryState(CompatibilityLevel.Backward), journal: null);
        var handler = new InProcessHandler(new RegistryProtocol(store, NullLogger.Instance));
        return new SchemaRegistryClient(new SchemaRegistryOptions { BaseAddresses = [new("http://in-process")] }, handler, TimeProvider.System);
    }

    /// <summary>Stops listening and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        // Without this token Kestrel waits for idle keep-alive connections of clients in this very process.
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
        _store.Dispose();
    }

    private static RegistryStore OpenStore(DevelopmentRegistryOptions options, ILogger logger)
    {
        var state = new RegistryState(options.Compatibility);
        return new RegistryStore(state, options.File is null ? null : RegistryJournal.Open(options.File, state.Apply, logger));
    }

    private static WebApplication BuildServer(int port, RegistryProtocol protocol)
    {
        // Empty: the host process's configuration, logging and URLs are not the registry's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        var server = builder.Build();
        server.Run(context => AnswerAsync(protocol, context));
        return server;
    }

    private static async Task AnswerAsync(RegistryProtocol protocol, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = RegistryRequest.Create(context.Request.Method, target, context.Request.ContentType, body.ToArray());
        var answer = protocol.Answer(request);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = RegistryAnswer.MediaType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
