using Millrace.Execution;
using Millrace.State;

namespace Millrace.Engine.Benchmarks;

/// <summary>
/// One task of a topology without Kafka and without decoding: records are pushed into its sources as objects, and what
/// it sends is counted and thrown away.
/// </summary>
internal sealed class EngineTask : IDisposable
{
    private readonly StreamTask _task;
    private readonly Outlet _outlet = new();
    private readonly long[] _positions;

    public EngineTask(Action<StreamsBuilder> define, IStateBackendProvider? state = null)
    {
        var builder = new StreamsBuilder();
        define(builder);
        var graph = builder.Build("engine", new Codecs());
        var id = new TaskId(0, 0);
        _task = graph.CreateTask(id, new TaskEnvironment
        {
            Collector = _outlet,
            Backend = (state ?? new InMemoryStateBackendProvider()).Open(id, graph.SubTopologies[0].Stores),
            CachedEntriesPerStore = 1_000_000,
            DirtyEntriesPerCommit = int.MaxValue,
        });
        _positions = new long[_task.Sources.Count];
    }

    /// <summary>Records sent, those of changelogs among them.</summary>
    public long Sent => _outlet.Sent;

    public TaskSource<TKey, TValue> Source<TKey, TValue>(string topic) =>
        (TaskSource<TKey, TValue>)_task.Sources.Single(s => s.Topic == topic);

    public void Commit()
    {
        _task.PrepareCommit(_positions);
        _task.CompleteCommit(static _ => 0);
    }

    public void Dispose() => _task.Dispose();

    /// <summary>Counts what is sent.</summary>
    private sealed class Outlet : IRecordCollector
    {
        public long Sent { get; private set; }

        public ITopicWriter Open(string topic) => new Writer(this, topic);

        private sealed class Writer(Outlet outlet, string topic) : ITopicWriter
        {
            public string Topic => topic;

            public int PartitionCount => 1;

            public void Send(
                int partition, bool hasKey, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value, long? timestamp, Headers? headers) =>
                outlet.Sent++;
        }
    }
}
