using Millrace.Cli.Tests.Support;
using Millrace.SchemaRegistry;

namespace Millrace.Cli.Tests.Real;

/// <summary>A broker, a registry and a worker of the hot path, brought up by the command; what it said is kept for tests.</summary>
public sealed class RunningSystem() : Broker(9560)
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("millrace-cli-tests-state-");
    private readonly int _healthPort = FreePort();
    private DevelopmentRegistry? _registry;

    public string Registry => _registry!.Url.ToString();

    internal Invocation WithoutTopics { get; private set; } = null!;

    internal Invocation DryRun { get; private set; } = null!;

    internal Invocation Created { get; private set; } = null!;

    internal Invocation CreatedAgain { get; private set; } = null!;

    internal Child Worker { get; private set; } = null!;

    /// <summary>A worker that is called so, in a process of its own.</summary>
    internal Child Start(string instance, int healthPort) => new(
        "run", "hvac", "-b", Address, "--registry", Registry, "--instance", instance, "--health-port", $"{healthPort}",
        "--state-dir", Path.Combine(_state.FullName, instance), "--set", "SchemaRegistry:AutoRegister=true");

    internal static async Task ReadyAsync(Child worker, int healthPort)
    {
        using var client = new HttpClient();
        await Child.UntilAsync(async () =>
        {
            Assert.False(worker.HasEnded, worker.Errors);
            try
            {
                return (await client.GetAsync(new Uri($"http://localhost:{healthPort}/healthz/ready"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "the worker was ready", () => worker.Errors);
    }

    public override async ValueTask InitializeAsync()
    {
        if (!IsThere)
        {
            return;
        }

        await base.InitializeAsync();
        _registry = await DevelopmentRegistry.StartAsync();
        WithoutTopics = await Invocation.RunAsync("simulate", "-b", Address, "--registry", Registry);
        DryRun = await Invocation.RunAsync("topics", "create", "-b", Address, "--partitions", "2", "--dry-run", "--json");
        Created = await Invocation.RunAsync("topics", "create", "-b", Address, "--partitions", "2", "--json");
        CreatedAgain = await Invocation.RunAsync("topics", "create", "-b", Address, "--json");
        Worker = Start("first", _healthPort);
        await ReadyAsync(Worker, _healthPort);
    }

    public override async ValueTask DisposeAsync()
    {
        if (!IsThere)
        {
            return;
        }

        Worker?.Dispose();
        if (_registry is not null)
        {
            await _registry.DisposeAsync();
        }

        _state.Delete(recursive: true);
        await base.DisposeAsync();
    }
}
