using System.Diagnostics;
using Millrace.Cli.Tests.Support;

namespace Millrace.Cli.Tests.Real;

/// <summary>Nobody answers at the address.</summary>
public sealed class NoBrokerTests
{
    [Fact]
    public async Task Every_command_says_so_within_ten_seconds()
    {
        var recording = Path.GetTempFileName();
        await File.WriteAllTextAsync(recording, "at,is\n2026-01-01T00:00:00Z,20\n", TestContext.Current.CancellationToken);
        var port = Broker.FreePort();
        string[] commands =
        [
            "alerts --registry http://localhost:1", "simulate --registry http://localhost:1", "topics list", "topics create", "dead-letters list",
            "dead-letters show 0/1", "dead-letters replay --all", $"replay {recording} --format csv --map timestamp=at --registry http://localhost:1",
        ];
        var began = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(commands.Select(c => Task.Run(() => Invocation.RunAsync([.. c.Split(' '), "-b", $"localhost:{port}"]))));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.All(runs, run => Assert.Equal((3, $"millrace: no broker answered at localhost:{port} within 8 s"), (run.Code, run.ErrorLine)));
        File.Delete(recording);
    }

    [Fact]
    public async Task A_worker_waits_is_not_ready_and_stops_when_told()
    {
        var (broker, health) = (Broker.FreePort(), Broker.FreePort());
        var state = Directory.CreateTempSubdirectory("millrace-cli-tests-state-");
        using var worker = new Child(
            "run", "hvac", "-b", $"localhost:{broker}", "--registry", "http://localhost:1", "--health-port", $"{health}",
            "--state-dir", state.FullName);
        using var client = new HttpClient();
        await Child.UntilAsync(
            () => Task.FromResult(worker.Errors.Contains($"Waiting: no broker answered at localhost:{broker}", StringComparison.Ordinal)),
            "the worker said what it waits for",
            () => worker.Errors);
        var ready = await client.GetAsync(new Uri($"http://localhost:{health}/healthz/ready"), TestContext.Current.CancellationToken);
        var live = await client.GetAsync(new Uri($"http://localhost:{health}/healthz/live"), TestContext.Current.CancellationToken);
        Assert.False(ready.IsSuccessStatusCode);
        Assert.True(live.IsSuccessStatusCode);
        Assert.Equal(0, await worker.StopAsync("TERM"));
        state.Delete(recursive: true);
    }
}
