using System.Diagnostics;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.Runtime.Support;

/// <summary>A worker that runs until the test is done with it.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private readonly CancellationTokenSource _stop = new();

    public RunningWorker(KafkaWorker worker)
    {
        Worker = worker;
        Run = worker.RunAsync(_stop.Token);
    }

    public KafkaWorker Worker { get; }

    public Task Run { get; }

    public static RunningWorker Start(TopologyGraph graph, KafkaWorkerOptions options, Func<IKafkaTransport, IKafkaTransport>? around = null)
    {
        IKafkaTransport transport = new NativeTransport(options.Client);
        return new RunningWorker(new KafkaWorker(graph, options, around?.Invoke(transport) ?? transport, () => TopicAdmin.Create(options.Client)));
    }

    /// <summary>Waits until the worker's status says so. A worker that fails meanwhile fails the test with its exception.</summary>
    public async Task<WorkerStatus> Until(Func<WorkerStatus, bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var status = Worker.Status;
            if (condition(status))
                return status;
            if (Run.IsCompleted)
                await Run;
            if (Run.IsCompleted || Stopwatch.GetElapsedTime(started) > Waiting.Patience)
                Assert.Fail($"Waited in vain until {what}: {Describe(status)}");
            await Task.Delay(Look);
        }
    }

    public Task<WorkerStatus> UntilRead(long records) =>
        Until(s => s.RecordsRead >= records && s.IsReady && s.Lag == 0, $"{records} records were read");

    public Task<WorkerStatus> UntilReady() => Until(s => s.IsReady, "the worker was ready");

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Run;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static string Describe(WorkerStatus s) =>
        $"{s.State} ({s.Waiting}), {s.RecordsRead} read, {s.Commits} commits, {s.Rollbacks} rollbacks, {string.Join("; ", s.Tasks.Select(t => $"{t.Id} {t.State} {string.Join(",", t.Inputs)}"))}";
}
