using BenchmarkDotNet.Attributes;
using Millrace.Execution;

namespace Millrace.Engine.Benchmarks;

/// <summary>Counts per key over 100,000 keys in memory, with a commit after each round over the keys.</summary>
public class CountPerKey : TaskBenchmark
{
    private const int Keys = 100_000;
    private const int Rounds = 20;
    private readonly string[] _keys = [.. Enumerable.Range(0, Keys).Select(i => $"device-{i:d6}")];
    private TaskSource<string, long>? _source;

    [GlobalSetup]
    public void Prepare()
    {
        Task = new EngineTask(streams => streams.Stream<string, long>("in").GroupByKey().Count("counts"));
        _source = Task.Source<string, long>("in");
        Round();
        Task.Commit();
    }

    [Benchmark(OperationsPerInvoke = Keys * Rounds)]
    public void Count()
    {
        for (var round = 0; round < Rounds; round++)
        {
            Round();
        }
    }

    [IterationCleanup]
    public void Commit() => Task.Commit();

    private void Round()
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            _source!.Push(new Record<string, long>(_keys[i], 1, i));
        }
    }
}
