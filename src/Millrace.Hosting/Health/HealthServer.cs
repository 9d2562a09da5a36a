using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Millrace.Kafka;

namespace Millrace.Hosting.Health;

/// <summary>Serves <c>/healthz/live</c> and <c>/healthz/ready</c> on a port of its own.</summary>
internal sealed class HealthServer(
    IServiceProvider services, WorkerOutcome outcome, IHostApplicationLifetime lifetime, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger<HealthServer>();
    private WebApplication? _app;

    /// <summary>Where it listens; null if it does not.</summary>
    public Uri? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<MillraceOptions>().Health;
        if (settings.Port is not { } port)
            return;
        _app = Build(settings, port);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            // Not thrown: the host would log it with its stack trace.
            outcome.Failure = new MillraceConfigurationException([$"{MillraceOptions.Section}:Health:Port is {port}: it is a free port ({e.Message})"]);
            lifetime.StopApplication();
            return;
        }

        var addresses = _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        Address = new Uri(addresses.First().Replace("[::]", "localhost", StringComparison.Ordinal));
        HostingLog.HealthServed(_logger, Address);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private WebApplication Build(HealthSettings settings, int port)
    {
        // The empty builder: the worker's host has read configuration and listens to signals already.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://{settings.Host}:{port}");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        var app = builder.Build();
        var worker = services.GetRequiredService<KafkaWorker>();
        app.MapGet("/healthz/live", context => AnswerAsync(context, HealthReport.Live(worker.Status, settings.StuckAfter)));
        app.MapGet("/healthz/ready", context => AnswerAsync(context, HealthReport.Ready(worker.Status)));
        return app;
    }

    private static Task AnswerAsync(HttpContext context, HealthReport report)
    {
        context.Response.StatusCode = report.IsGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(report.Text + "\n", context.RequestAborted);
    }

    /// <summary>The worker's host decides when to stop.</summary>
    private sealed class GuestLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
