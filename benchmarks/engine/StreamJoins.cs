using BenchmarkDotNet.Attributes;
using Millrace.Execution;
using Millrace.RocksDb;

namespace Millrace.Engine.Benchmarks;

/// <summary>
/// A join of two streams in windows of 10 minutes over 100,000 keys, over RocksDB, all in: each key sends a record on
/// either side in turn, once in 5 minutes on each, so that each record finds two to four partners; a commit after each
/// 10,000 records with its changelog records, results and database batch.
/// </summary>
public class StreamJoins : TaskBenchmark
{
    private const int Keys = 100_000;
    private const int Records = 1_000_000;
    private const int CommitEvery = 10_000;
    private const long RoundMs = 150_000;
    private readonly string[] _keys = [.. Enumerable.Range(0, Keys).Select(i => $"device-{i:d6}")];
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"millrace-engine-{Guid.NewGuid():n}");
    private TaskSource<string, double>? _left;
    private TaskSource<string, double>? _right;
    private long _time;
    private long _round;
    private int _key;

    [GlobalSetup]
    public void Prepare()
    {
        Task = new EngineTask(
            streams => streams.Stream<string, double>("left")
                .Join("j", streams.Stream<string, double>("right"), static (l, r) => l + r, JoinWindows.Of(5.Minutes()).Grace(30.Seconds()))
                .To("out"),
            new RocksDbStateBackendProvider(new RocksDbOptions { Directory = _folder, ApplicationId = "engine" }));
        (_left, _right) = (Task.Source<string, double>("left"), Task.Source<string, double>("right"));
        Join();
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public void Join()
    {
        for (var i = 1; i <= Records; i++)
        {
            var source = (_round & 1) == 0 ? _left! : _right!;
            source.Push(new Record<string, double>(_keys[_key], i & 63, _time + (_key * RoundMs / Keys)));
            if (++_key == Keys)
            {
                _key = 0;
                _round++;
                _time += RoundMs;
            }

            if (i % CommitEvery == 0)
            {
                Task.Commit();
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
