using BenchmarkDotNet.Attributes;
using Millrace.Execution;

namespace Millrace.Engine.Benchmarks;

/// <summary>A million keys whose silence is watched, each with a timer that every record of the key puts off.</summary>
public class Silences : TaskBenchmark
{
    private const int Keys = 1_000_000;
    private readonly string[] _keys = [.. Enumerable.Range(0, Keys).Select(i => $"device-{i:d7}")];
    private TaskSource<string, long>? _source;

    [GlobalSetup]
    public void Prepare()
    {
        Task = new EngineTask(streams => streams.Stream<string, long>("in").GroupByKey().Silent("quiet", 1.Hours()).ForEach(static (_, _) => { }));
        _source = Task.Source<string, long>("in");
        Watch();
        Task.Commit();
    }

    [Benchmark(OperationsPerInvoke = Keys)]
    public void Watch()
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            _source!.Push(new Record<string, long>(_keys[i], 1, i));
        }
    }

    [IterationCleanup]
    public void Commit() => Task.Commit();
}
