using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Millrace.Kafka;

namespace Millrace.Hosting;

/// <summary>Runs the worker as long as the host runs, and ends the host when the worker fails.</summary>
internal sealed class WorkerService(IServiceProvider services, WorkerOutcome outcome, IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Made here, so that wrong configuration and topologies that cannot be built end the start with their own exception.
        var worker = services.GetRequiredService<KafkaWorker>();
        _run = RunAsync(worker);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(KafkaWorker worker)
    {
        try
        {
            await worker.RunAsync(_stop.Token);
        }
        catch (Exception e)
        {
            outcome.Failure = e;
            Environment.ExitCode = ExitCodes.For(e);
            lifetime.StopApplication();
        }
    }
}
