using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Millrace.Cli.Catalog;
using Millrace.Hosting;
using Millrace.Kafka;
using Millrace.SchemaRegistry;
using Millrace.State;

namespace Millrace.Cli.Commands.Demo;

/// <summary>A whole system inside this process: a broker, a registry, and the workers on them.</summary>
internal sealed class DemoSystem : IAsyncDisposable
{
    /// <summary>The worker whose outputs the demo waits for; the others commit at their own pace.</summary>
    public const string AlertingWorker = "hvac";

    private const int Partitions = 4;

    private static readonly Dictionary<string, int> NoTopics = [];

    /// <summary>A watcher learns of a topic's new end with its next fetch, which a broker answers within half a second.</summary>
    private static readonly TimeSpan LongestFetch = TimeSpan.FromMilliseconds(600);

    private readonly List<(string Name, IHost Host)> _workers = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-demo-");
    private DevelopmentRegistry? _registry;

    private DemoSystem(EmbeddedKafka kafka) => Kafka = kafka;

    public EmbeddedKafka Kafka { get; }

    public Uri RegistryUrl => _registry!.Url;

    /// <summary>Starts it all; the workers may still be joining their groups when this returns.</summary>
    /// <param name="clock">The clock that the topologies see.</param>
    /// <param name="settings">Settings of workers and topologies, as <c>--set</c> takes them.</param>
    /// <param name="verbose">Whether the workers log.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<DemoSystem> StartAsync(TimeProvider clock, IReadOnlyList<string> settings, bool verbose, CancellationToken cancellation)
    {
        var system = new DemoSystem(EmbeddedKafka.Start(TopicNeeds.Of(worker: null).Specify(NoTopics, Partitions, replication: 1)));
        try
        {
            system._registry = await DevelopmentRegistry.StartAsync(cancellation: cancellation);
            foreach (var worker in WorkerCatalog.All)
            {
                await system.StartAsync(worker, clock, settings, verbose, cancellation);
            }

            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>How a worker does.</summary>
    public WorkerStatus Status(string worker) => _workers.Single(w => w.Name == worker).Host.Services.GetRequiredService<KafkaWorker>().Status;

    /// <summary>Why a worker ended, if one has.</summary>
    public Exception? Failure => _workers
        .Select(w => w.Host.Services.GetRequiredService<KafkaWorker>())
        .FirstOrDefault(w => w.Status.State == WorkerState.Failed)?.Failure;

    /// <summary>Waits until the alerting worker has read and committed what was sent, and what it made of it has been seen.</summary>
    public async Task DrainAsync(long sent, OutputWatcher watcher, TimeSpan longest, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var (began, calmSince) = (clock.GetTimestamp(), clock.GetTimestamp());
        while (clock.GetElapsedTime(began) < longest && Failure is null)
        {
            var isCalm = Status(AlertingWorker) is { Lag: 0, HasUncommitted: false } status && status.RecordsRead >= sent && watcher.IsAtEnd;
            if (!isCalm)
            {
                calmSince = clock.GetTimestamp();
            }
            else if (clock.GetElapsedTime(calmSince) > LongestFetch)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_workers.Select(w => w.Host.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(1)).Token)));
        foreach (var (_, host) in _workers)
        {
            host.Dispose();
        }

        if (_registry is not null)
        {
            await _registry.DisposeAsync();
        }

        Kafka.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync(WorkerEntry entry, TimeProvider clock, IReadOnlyList<string> settings, bool verbose, CancellationToken cancellation)
    {
        var builder = WorkerHost.Create(entry, entry.TopologyNames, [$"Topologies:ReadingsArchive:Directory={Path.Combine(_folder.FullName, "archive")}", .. settings]);
        if (verbose)
        {
            builder.LogToConsole(verbose: true);
        }

        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IStateBackendProvider>(new InMemoryStateBackendProvider());
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        builder.AddMillrace(options => options with
        {
            ApplicationId = entry.Name,
            BootstrapServers = Kafka.BootstrapServers,
            SchemaRegistry = options.SchemaRegistry with { Url = RegistryUrl.ToString(), AutoRegister = true },
            StateDirectory = Path.Combine(_folder.FullName, entry.Name),
            Health = options.Health with { Port = null },
        });
        var host = builder.Build();
        _workers.Add((entry.Name, host));
        await host.StartAsync(cancellation);
    }

    /// <summary>The demo listens to Ctrl-C itself and stops its hosts.</summary>
    private sealed class GuestLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
