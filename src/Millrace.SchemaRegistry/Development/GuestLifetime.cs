using Microsoft.Extensions.Hosting;

namespace Millrace.SchemaRegistry.Development;

/// <summary>A server that is a guest in another program leaves Ctrl-C and SIGTERM to its host.</summary>
internal sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
