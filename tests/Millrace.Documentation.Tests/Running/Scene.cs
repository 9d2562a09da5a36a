using System.Globalization;
using System.Net.NetworkInformation;
using Millrace.Documentation.Tests.Reading;
using Millrace.SchemaRegistry;

namespace Millrace.Documentation.Tests.Running;

/// <summary>
/// What a page's commands are run on: a broker of their own, a registry in this process, and folders that are removed
/// afterwards. Addresses and folders that the page names are replaced by these.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"millrace-docs-{Environment.ProcessId}-{Guid.NewGuid():n}");
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly List<(Command Command, Background Run, ShownProcess Process)> _running = [];
    private readonly int _port;
    private DevelopmentRegistry? _registry;
    private bool _poisoned;
    private bool _replayed;

    private Scene(int port) => _port = port;

    private string Archive => Path.Combine(_folder, "archive");

    private string Broker => $"localhost:{_port.ToString(CultureInfo.InvariantCulture)}";

    private string KafkaFolder => Path.Combine(_folder, "kafka");

    private string HealthPort => (_port + 1).ToString(CultureInfo.InvariantCulture);

    public static async Task<Scene> SetAsync()
    {
        const int Tries = 3;
        for (var attempt = 1; ; attempt++)
        {
            var scene = new Scene(FreePort());
            try
            {
                KafkaHome.Run("kafka-start", ["--port", scene._port.ToString(CultureInfo.InvariantCulture), "--dir", scene.KafkaFolder]);
                scene._registry = await DevelopmentRegistry.StartAsync();
                return scene;
            }
            catch (InvalidOperationException) when (attempt < Tries)
            {
                // Between the look and the start, which takes seconds, somebody else took the port.
                Directory.Delete(scene._folder, recursive: true);
            }
        }
    }

    /// <summary>Creates the topics, for a page that takes them for granted.</summary>
    public async Task CreateTopicsAsync()
    {
        await using var process = Start(BuiltCommand.Program, [.. BuiltCommand.Arguments, "topics", "create", "--bootstrap-servers", Broker]);
        Assert.True(await process.EndAsync() == 0, process.Said);
    }

    public async Task RunAsync(Command command)
    {
        switch (Runs.Of(command))
        {
            case Foreground run:
                await run.Before(this);
                await RunAsync(command, run);
                _replayed |= command.Words[1] == "replay";
                break;
            case Background run:
                await StartAsync(command, run, BuiltCommand.Program, Arguments(command, run.More));
                break;
            case GuideWorker:
                await StartAsync(command, new Background("runs;"), BuiltCommand.Dotnet, [await GuideProject.BuildAsync(command.Path), .. Arguments(command, [])[3..], $"--Millrace:StateDirectory={NewFolder()}"]);
                break;
            case Export:
                foreach (var pair in command.Words.Skip(1).Select(static word => word.Split('=', 2)))
                {
                    _environment[pair[0]] = Here(pair[1]);
                }

                break;
            case Request:
                await RequestAsync(new Uri(Here(command.Words[^1])));
                break;
            case KafkaTool tool:
                var printed = KafkaHome.Run("kafka-tool", [tool.Tool, .. ToolArguments(command.Words.Skip(tool.Skip))]);
                Assert.Contains(tool.Says ?? "", printed, StringComparison.Ordinal);
                break;
        }
    }

    /// <summary>Stops what still runs, the last first, and looks at what it said.</summary>
    public async Task EndAsync()
    {
        foreach (var (command, run, process) in Enumerable.Reverse(_running))
        {
            foreach (var text in _replayed ? run.SaysOfRecording : [])
            {
                await process.SaysAsync(text);
            }

            var code = await process.StopAsync();
            Assert.True(code == 0 || BuiltCommand.Stopped.Contains(code), $"{command.Place}: '{command.Text}' ended with {code}:\n{process.Said}");
        }
    }

    /// <summary>Sends a record that no worker can read, once, and waits until it is a dead letter.</summary>
    public async Task SendPoisonAsync()
    {
        if (_poisoned)
        {
            return;
        }

        _poisoned = true;

        // Confluent's framing with a schema id that no registry gave, under a key of partition 0.
        var key = Enumerable.Range(0, 1000).Select(static i => $"room-{i}").First(static name => Murmur2.Partition(System.Text.Encoding.UTF8.GetBytes(name), 12) == 0);
        KafkaHome.Run(
            "kafka-tool",
            ["console-producer", "--bootstrap-server", Broker, "--topic", "hvac.readings", "--property", "parse.key=true", "--property", "key.separator=:"],
            $"{key}:\0\u0001\u0001\u0001\u0001poison\n");
        await Patiently.UntilAsync(
            async () => (await SayAsync(["dead-letters", "list", "--json"])).Contains(key, StringComparison.Ordinal),
            static () => "the poison record is no dead letter");
    }

    /// <summary>Waits until the archive holds a file.</summary>
    public Task WaitForArchiveAsync() => Patiently.UntilAsync(
        () => Directory.Exists(Archive) && Directory.EnumerateFiles(Archive, "*.json", SearchOption.AllDirectories).Any(),
        static () => "nothing was archived");

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, _, process) in _running)
        {
            await process.DisposeAsync();
        }

        if (_registry is not null)
        {
            await _registry.DisposeAsync();
        }

        KafkaHome.Run("kafka-stop", ["--dir", KafkaFolder, "--wipe"]);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    // Tests of another checkout may be running. The broker takes a second port for its controller, and a worker one for its health.
    private static int FreePort()
    {
        const int First = 9500;
        const int Count = 24;
        const int ToController = 100;
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(static listener => listener.Port).ToHashSet();
        var start = Random.Shared.Next(Count);
        return Enumerable.Range(start, Count).Select(static i => First + (2 * (i % Count))).First(port => !taken.Overlaps([port, port + 1, port + ToController]));
    }

    private async Task RunAsync(Command command, Foreground run)
    {
        await using var process = Start(BuiltCommand.Program, Arguments(command, run.More));
        var code = await process.EndAsync();
        Assert.True(code == 0, $"{command.Place}: '{command.Text}' ended with {code}:\n{process.Said}");
    }

    private async Task StartAsync(Command command, Background run, string program, string[] arguments)
    {
        var process = Start(program, arguments);
        _running.Add((command, run, process));
        if (run.Ready is { } ready)
        {
            await process.SaysAsync(ready);
        }
    }

    private async Task<string> SayAsync(string[] arguments)
    {
        await using var process = Start(BuiltCommand.Program, [.. BuiltCommand.Arguments, .. arguments]);
        await process.EndAsync();
        return process.Said;
    }

    private ShownProcess Start(string program, string[] arguments) => ShownProcess.Start(program, arguments, _environment, Checkout.Root);

    private static async Task RequestAsync(Uri address)
    {
        var answer = "";
        await Patiently.UntilAsync(
            async () =>
            {
                using var response = await Http.GetAsync(address);
                answer = await response.Content.ReadAsStringAsync();
                return response.IsSuccessStatusCode;
            },
            () => $"{address} answers '{answer}'");
    }

    private string[] Arguments(Command command, IEnumerable<string> more) =>
        [.. command.Program == "./millrace" ? BuiltCommand.Arguments : [], .. command.Words.Skip(1).Select(Here), .. more.Select(word => word == "STATE" ? NewFolder() : word)];

    // The registry's own tool turns Avro into text; Kafka's shows the bytes, in which names can be read.
    private IEnumerable<string> ToolArguments(IEnumerable<string> words)
    {
        var all = words.Select(Here).ToList();
        var property = all.FindIndex(static word => word.StartsWith("schema.registry.url", StringComparison.Ordinal));
        if (property > 0)
        {
            all.RemoveRange(property - 1, 2);
        }

        return all;
    }

    private string Here(string word) => word
        .Replace("http://localhost:8081", _registry!.Url.ToString(), StringComparison.Ordinal)
        .Replace("localhost:19092", Broker, StringComparison.Ordinal)
        .Replace("localhost:9092", Broker, StringComparison.Ordinal)
        .Replace("kafka-1:9092", Broker, StringComparison.Ordinal)
        .Replace("8080", HealthPort, StringComparison.Ordinal)
        .Replace("/var/lib/archive", Archive, StringComparison.Ordinal);

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("n"))).FullName;
}
