using BenchmarkDotNet.Attributes;

namespace Millrace.Engine.Benchmarks;

/// <summary>A benchmark of one task.</summary>
public abstract class TaskBenchmark : IDisposable
{
    private EngineTask? _task;

    /// <summary>The task, which is made before the first record.</summary>
    internal EngineTask Task
    {
        get => _task ?? throw new InvalidOperationException("The benchmark makes its task first.");
        set => _task = value;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _task?.Dispose();
}
