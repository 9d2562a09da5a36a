using System.Diagnostics;
using Millrace.Kafka.Tests.Runtime.Support;

namespace Millrace.Hosting.Tests.Workers;

/// <summary>Worker processes on a real broker that are killed, stopped and started again.</summary>
[Collection(WorkerCluster.Name)]
public sealed class KillTests(WorkerCluster cluster) : IDisposable
{
    private const int Keys = 20;
    private readonly string _state = Directory.CreateTempSubdirectory("millrace-worker-").FullName;

    [Fact]
    public async Task Killed_workers_lose_nothing_and_double_nothing()
    {
        var run = new Run(cluster, _state);
        for (var round = 0; round < 3; round++)
        {
            using var worker = run.Start();
            run.Write(2_000);

            // Somewhere in the middle: when some of the results of this round can be read and others cannot.
            await run.UntilResults((round * 2_000) + 300, worker);
            await worker.KillAsync();
        }

        using var last = run.Start();
        await run.UntilResults(6_000, last);
        last.Terminate();
        Assert.Equal(0, await last.ExitCodeWithin(TimeSpan.FromSeconds(20)));
        run.AssertEachCountOnce(6_000);
    }

    [Fact]
    public async Task A_worker_that_lost_its_state_folder_restores_it_from_the_changelog()
    {
        var run = new Run(cluster, _state);
        run.Write(1_000);
        using (var first = run.Start())
        {
            await run.UntilResults(1_000, first);
            first.Terminate();
            Assert.Equal(0, await first.ExitCodeWithin(TimeSpan.FromSeconds(20)));
        }

        Assert.NotEmpty(Directory.EnumerateFileSystemEntries(_state));
        Directory.Delete(_state, recursive: true);
        run.Write(1_000);
        using var second = run.Start();
        await run.UntilResults(2_000, second);

        Assert.Contains("changelog records were restored", second.Output, StringComparison.Ordinal);
        run.AssertEachCountOnce(2_000);
    }

    [Fact]
    public async Task At_least_once_a_killed_worker_loses_nothing()
    {
        var run = new Run(cluster, _state, ("Millrace:Guarantee", "AtLeastOnce"));
        run.Write(2_000);
        using (var first = run.Start())
        {
            await run.UntilResults(300, first);
            await first.KillAsync();
        }

        using var second = run.Start();
        await run.UntilResults(2_000, second);
        await run.UntilEveryKeyReaches(2_000 / Keys, second);
    }

    public void Dispose()
    {
        if (Directory.Exists(_state))
            Directory.Delete(_state, recursive: true);
    }

    /// <summary>Topics and settings of one test, and what comes out.</summary>
    private sealed class Run(WorkerCluster cluster, string state, params (string, string)[] more)
    {
        private readonly string _input = cluster.CreateTopic(4);
        private readonly string _output = cluster.CreateTopic(4);
        private readonly string _application = cluster.UniqueName("kill");
        private int _written;

        public WorkerProcess Start() => WorkerProcess.Start([
            ("input", _input),
            ("output", _output),
            ("Millrace:ApplicationId", _application),
            ("Millrace:InstanceId", $"{_application}-1"),
            ("Millrace:BootstrapServers", cluster.Options.BootstrapServers),
            ("Millrace:StateDirectory", state),
            ("Millrace:Threads", "2"),
            .. more]);

        public void Write(int records)
        {
            cluster.Write(_input, Enumerable.Range(_written, records).Select(n => ($"key-{n % Keys}", "x")));
            _written += records;
        }

        public Task UntilResults(int count, WorkerProcess worker) =>
            Until(() => cluster.Read(_output).Count >= count, $"{count} results were there", worker);

        public Task UntilEveryKeyReaches(long count, WorkerProcess worker) =>
            Until(() => cluster.Counts(_output) is { Count: Keys } counts && counts.All(c => c.Value.Max() >= count), $"every count was {count}", worker);

        public void AssertEachCountOnce(int records)
        {
            var counts = cluster.Counts(_output);
            Assert.Equal(Keys, counts.Count);
            Assert.All(counts, c => Assert.Equal(Enumerable.Range(1, records / Keys).Select(n => (long)n), c.Value));
        }

        private static async Task Until(Func<bool> condition, string what, WorkerProcess worker)
        {
            var started = Stopwatch.GetTimestamp();
            while (!condition())
            {
                if (worker.HasExited || Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(90))
                    Assert.Fail($"Waited in vain until {what}: {worker.Errors}{worker.Output}");
                await Task.Delay(20);
            }
        }
    }
}
