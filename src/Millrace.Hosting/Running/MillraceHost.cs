using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Millrace.Kafka;

namespace Millrace.Hosting;

/// <summary>Runs a host that is a worker.</summary>
public static class MillraceHost
{
    /// <summary>
    /// Runs the host until it is told to stop (SIGTERM, Ctrl-C, <paramref name="cancellation"/>) or its worker fails. A
    /// failure is told in one line on standard error.
    /// </summary>
    /// <returns>The program's exit code; see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunMillraceAsync(this IHost host, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        var failure = await RunAsync(host, cancellation);
        if (failure is null)
            return ExitCodes.Success;
        await Console.Error.WriteLineAsync($"millrace: {ExitCodes.LineFor(failure)}");
        return ExitCodes.For(failure);
    }

    private static async Task<Exception?> RunAsync(IHost host, CancellationToken cancellation)
    {
        try
        {
            // Made before the host starts, which would log a wrong configuration with its stack trace. The outcome too: the
            // host's services are gone when it has run.
            host.Services.GetRequiredService<KafkaWorker>();
            var outcome = host.Services.GetRequiredService<WorkerOutcome>();
            await host.RunAsync(cancellation);
            return outcome.Failure;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return e;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
