using Millrace.ColdPath;
using Millrace.Hvac;
using Millrace.Integration.Tests.Processes;
using Millrace.Kafka;
using Millrace.SchemaRegistry;

namespace Millrace.Integration.Tests.Clusters;

/// <summary>What a deployment has around its workers: a broker with the topics, a registry, folders; and how workers are started in it.</summary>
internal sealed class SystemUnderTest : IAsyncDisposable
{
    public const int Partitions = 6;
    private readonly DevelopmentRegistry _registry;
    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-integration-").FullName;

    private SystemUnderTest(KafkaClientOptions cluster, DevelopmentRegistry registry)
    {
        Cluster = cluster;
        _registry = registry;
        Wire = new Wire(registry.Url);
    }

    public KafkaClientOptions Cluster { get; }

    public Wire Wire { get; }

    /// <summary>The archive's folder.</summary>
    public string Archive => Path.Combine(_folder, "archive");

    /// <summary>How the command is told about broker and registry.</summary>
    public string[] Addresses => ["--bootstrap-servers", Cluster.BootstrapServers, "--registry", _registry.Url.ToString()];

    /// <summary>Starts the registry, and creates the topics as a user would.</summary>
    public static async Task<SystemUnderTest> StartAsync(KafkaClientOptions cluster)
    {
        var system = new SystemUnderTest(cluster, await DevelopmentRegistry.StartAsync());
        var (exitCode, _, errors) = await ProgramProcess.RunAsync(
            Programs.Millrace, "topics", "create", "--partitions", $"{Partitions}", "--bootstrap-servers", cluster.BootstrapServers);
        Assert.True(exitCode == 0, $"topics create ended with {exitCode}: {errors}");
        return system;
    }

    /// <summary>Starts a worker of the hot path, by its own program.</summary>
    public WorkerProcess StartHvac(string instance) => new(
        instance,
        ProgramProcess.Start(Programs.Hvac, Settings(instance)));

    /// <summary>Starts the worker of the cold path, by its own program.</summary>
    public WorkerProcess StartColdPath(string instance, TimeSpan commitInterval) => new(
        instance,
        ProgramProcess.Start(Programs.ColdPath, [.. Settings(instance), $"--{ArchiveFolder}", $"--{CommitInterval(commitInterval)}"]));

    /// <summary>Starts the worker of the cold path by the command.</summary>
    public WorkerProcess RunColdPath(string instance, TimeSpan commitInterval) => new(
        instance,
        ProgramProcess.Start(
            Programs.Millrace,
            [
                "run", ColdPathWorker.Name, .. Addresses, "--instance", instance, "--state-dir", State(instance), "--health-port", "0",
                "--set", ArchiveFolder, "--set", CommitInterval(commitInterval),
            ]));

    /// <summary>How far the hot path has come.</summary>
    public GroupProgress HvacProgress() => new(Cluster, HvacWorker.Name, HvacReadings.Topic, Partitions);

    /// <summary>How far the cold path has come.</summary>
    public GroupProgress ColdPathProgress() => new(Cluster, ColdPathWorker.Name, HvacReadings.Topic, Partitions);

    public async ValueTask DisposeAsync()
    {
        Wire.Dispose();
        await _registry.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string ArchiveFolder => $"Topologies:ReadingsArchive:Directory={Archive}";

    private static string CommitInterval(TimeSpan interval) => $"Millrace:CommitInterval={interval:c}";

    private string State(string instance) => Path.Combine(_folder, "state", instance);

    private string[] Settings(string instance) =>
    [
        $"--Millrace:BootstrapServers={Cluster.BootstrapServers}",
        $"--Millrace:SchemaRegistry:Url={_registry.Url}",
        $"--Millrace:InstanceId={instance}",
        $"--Millrace:StateDirectory={State(instance)}",
        "--Millrace:Health:Port=0",
    ];
}
