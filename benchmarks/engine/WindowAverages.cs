using BenchmarkDotNet.Attributes;
using Millrace.Execution;
using Millrace.RocksDb;

namespace Millrace.Engine.Benchmarks;

/// <summary>
/// Averages in tumbling windows of 5 minutes of 100,000 devices, which send in turn every 10 seconds, over RocksDB, all in:
/// a commit after each 10,000 records with its changelog records, results and database batch.
/// </summary>
public class WindowAverages : TaskBenchmark
{
    private const int Devices = 100_000;
    private const int Records = 1_000_000;
    private const int CommitEvery = 10_000;
    private const long RoundMs = 10_000;
    private readonly string[] _keys = [.. Enumerable.Range(0, Devices).Select(i => $"device-{i:d6}")];
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"millrace-engine-{Guid.NewGuid():n}");
    private TaskSource<string, double>? _source;
    private long _time;
    private int _device;

    /// <summary>Whether each device has its own stream time.</summary>
    [Params(false, true)]
    public bool TimePerKey { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        Task = new EngineTask(
            streams =>
            {
                var windowed = streams.Stream<string, double>("in").GroupByKey().WindowedBy(TimeWindows.Of(5.Minutes()).Grace(30.Seconds()));
                (TimePerKey ? windowed.WithTimePerKey() : windowed)
                    .Aggregate("averages", static () => default(Average), static (_, value, sum) => sum.Add(value))
                    .ToStream()
                    .To("out");
            },
            new RocksDbStateBackendProvider(new RocksDbOptions { Directory = _folder, ApplicationId = "engine" }));
        _source = Task.Source<string, double>("in");
        Averages();
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public void Averages()
    {
        for (var i = 1; i <= Records; i++)
        {
            _source!.Push(new Record<string, double>(_keys[_device], i & 63, _time));
            if (++_device == Devices)
            {
                _device = 0;
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
