using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Millrace.Cli.Catalog;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;
using Millrace.Kafka;

namespace Millrace.Cli.Commands;

/// <summary><c>millrace run</c>: runs a worker, or one topology, on a cluster.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var cluster = new ClusterOptions();
        var name = new Argument<string>("worker|topology") { Description = "A worker such as hvac, or a topology such as TemperatureAlerts" };
        var instance = new Option<string?>("--instance")
        {
            Description = "This worker's lasting name in its group; two on one machine need two [default: the machine and the worker]",
            HelpName = "name",
        };
        var state = new Option<DirectoryInfo?>("--state-dir") { Description = "Where its state is kept [default: below the user's data folder]", HelpName = "folder" };
        var health = new Option<int?>("--health-port") { Description = "Serve /healthz/live and /healthz/ready on this port", HelpName = "port" }.WithBounds(0, 65_535);
        var set = SettingsOption.Create();
        var command = new Command("run", "Runs a worker, or one topology, on a cluster, until SIGTERM or Ctrl-C")
        {
            name, instance, state, health, set,
        };
        cluster.AddTo(command);
        command.SetAction(cluster, async (parse, output, cancellation) =>
        {
            var (worker, topologies) = WorkerCatalog.Find(parse.GetValue(name)!);
            var client = cluster.TryGetClient(parse);
            var registry = cluster.TryGetRegistry(parse);
            var builder = WorkerHost.Create(worker, topologies, parse.GetValue(set) ?? []);
            builder.LogToConsole(parse.GetValue(CommonOptions.Verbose));

            // A topology that runs alone is an application of its own: it must not share the worker's group and state.
            var application = topologies.Count == worker.TopologyNames.Count ? worker.Name : $"{worker.Name}-{topologies[0].ToLowerInvariant()}";
            builder.AddMillrace(o => o with
            {
                ApplicationId = o.ApplicationId is "" || topologies.Count != worker.TopologyNames.Count ? application : o.ApplicationId,
                BootstrapServers = client?.BootstrapServers ?? o.BootstrapServers,
                Kafka = client is { Settings.Count: > 0 } ? client.Settings : o.Kafka,
                SchemaRegistry = registry is null ? o.SchemaRegistry : o.SchemaRegistry with { Url = registry.ToString() },
                InstanceId = parse.GetValue(instance) ?? o.InstanceId,
                StateDirectory = parse.GetValue(state)?.FullName ?? o.StateDirectory,
                Health = parse.GetValue(health) is { } port ? o.Health with { Port = port } : o.Health,
            });
            using var host = builder.Build();

            // A wrong setting shows here, before anything is said to run.
            _ = host.Services.GetRequiredService<KafkaWorker>();
            output.Note($"millrace: running {string.Join(", ", topologies)} of {worker.Name}; Ctrl-C stops");
            return await host.RunMillraceAsync(cancellation);
        });
        return command;
    }
}
