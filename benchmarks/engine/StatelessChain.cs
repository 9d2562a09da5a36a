using BenchmarkDotNet.Attributes;
using Millrace.Execution;

namespace Millrace.Engine.Benchmarks;

/// <summary>filter -> mapValues -> filter, of which half of the records get through.</summary>
public class StatelessChain : TaskBenchmark
{
    private const int Records = 5_000_000;
    private TaskSource<string, long>? _source;

    [GlobalSetup]
    public void Prepare()
    {
        Task = new EngineTask(streams => streams
            .Stream<string, long>("in")
            .Filter(static (_, value) => value >= 0)
            .MapValues(static value => value + 1)
            .Filter(static (_, value) => (value & 1) == 0)
            .ForEach(static (_, _) => { }));
        _source = Task.Source<string, long>("in");
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public void Process()
    {
        for (var i = 0; i < Records; i++)
        {
            _source!.Push(new Record<string, long>("device", i, i));
        }
    }
}
