using Millrace.Execution;
using Millrace.Operators;
using Millrace.State;

namespace Millrace.Testing;

/// <summary>
/// Faults that a test asks for. Each comes as often as was asked and then no more, so that the test can see what is left
/// of it.
/// </summary>
public sealed class TestFaults
{
    private readonly Dictionary<string, Queue<Exception>> _stages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<Exception>> _reads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<Exception>> _writes = new(StringComparer.Ordinal);
    private readonly TopologyGraph _graph;
    private readonly Action _arm;

    internal TestFaults(TopologyGraph graph, Action arm)
    {
        _graph = graph;
        _arm = arm;
    }

    /// <summary>What happens at the next commit, if anything.</summary>
    internal CommitFault NextCommit { get; private set; }

    /// <summary>Makes the handler of a stage throw, instead of being called, for its next records.</summary>
    /// <param name="stage">The operator's name: the author's, or kind and number as the description shows it.</param>
    /// <param name="exception">What it throws.</param>
    /// <param name="times">For how many records.</param>
    /// <exception cref="ArgumentException">There is no such operator.</exception>
    public void FailStage(string stage, Exception exception, int times = 1)
    {
        var names = _graph.Nodes.Where(n => !n.IsSource).Select(n => n.Name).ToList();
        Add(_stages, stage, names, "operator", exception, times);
    }

    /// <summary>Makes the next look into a store's bytes fail. Entries that the store holds as objects need none.</summary>
    /// <exception cref="ArgumentException">There is no such store.</exception>
    public void FailRead(string store, int times = 1) =>
        Add(_reads, store, StoreNames(), "store", new StateException($"A fault of the test: store '{store}' cannot be read."), times);

    /// <summary>Makes the next commit fail when it writes a store: what was sent is durable then, and the state is not.</summary>
    /// <exception cref="ArgumentException">There is no such store.</exception>
    public void FailWrite(string store, int times = 1) =>
        Add(_writes, store, StoreNames(), "store", new StateException($"A fault of the test: store '{store}' cannot be written."), times);

    /// <summary>
    /// Another producer takes over at the next commit, as when a group believes a worker dead: what was sent since the
    /// last commit is aborted, the tasks are made anew over their state, and the same records come again.
    /// </summary>
    public void FenceNextCommit() => Arm(CommitFault.Fenced);

    /// <summary>The transaction is aborted at the next commit: the tasks go back to the last one, and the same records come again.</summary>
    public void AbortNextCommit() => Arm(CommitFault.Aborted);

    /// <summary>
    /// The worker dies at the next commit, between the commit of what was sent and the write of its local state: it
    /// starts again, and what the state lacks is restored from the changelogs.
    /// </summary>
    public void CrashAfterNextCommit() => Arm(CommitFault.Crashed);

    internal IStateBackend Around(IStateBackend backend, IReadOnlyList<string> stores) => new FaultyBackend(backend, stores, this);

    internal void BeforeRead(string store) => Throw(_reads, store);

    internal void BeforeWrite(string store) => Throw(_writes, store);

    internal IOperatorWrapper AroundOperators() => new Wrapper(this);

    internal bool TryTakeStage(string stage, out Exception? exception)
    {
        exception = null;
        return _stages.Count > 0 && _stages.TryGetValue(stage, out var queue) && queue.TryDequeue(out exception);
    }

    internal CommitFault TakeCommitFault()
    {
        var fault = NextCommit;
        NextCommit = CommitFault.None;
        return fault;
    }

    private static void Throw(Dictionary<string, Queue<Exception>> faults, string name)
    {
        if (faults.Count > 0 && faults.TryGetValue(name, out var queue) && queue.TryDequeue(out var exception))
        {
            throw exception;
        }
    }

    private static void Add(
        Dictionary<string, Queue<Exception>> faults, string name, IReadOnlyList<string> names, string what, Exception exception, int times)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        if (!names.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no {what} '{name}'; there are {string.Join(", ", names)}.", nameof(name));
        }

        if (!faults.TryGetValue(name, out var queue))
        {
            faults[name] = queue = new Queue<Exception>();
        }

        for (var i = 0; i < times; i++)
        {
            queue.Enqueue(exception);
        }
    }

    private void Arm(CommitFault fault)
    {
        _arm();
        NextCommit = fault;
    }

    private List<string> StoreNames() => [.. _graph.SubTopologies.SelectMany(s => s.Stores)];

    private sealed class Wrapper(TestFaults faults) : IOperatorWrapper
    {
        public Operator<TKey, TValue> Wrap<TKey, TValue>(string name, Stage stage, Operator<TKey, TValue> made) =>
            new FaultyOperator<TKey, TValue>(name, stage, made, faults);
    }
}

/// <summary>What happens at a commit.</summary>
internal enum CommitFault
{
    /// <summary>Nothing but the commit.</summary>
    None,

    /// <summary>See <see cref="TestFaults.FenceNextCommit"/>.</summary>
    Fenced,

    /// <summary>See <see cref="TestFaults.AbortNextCommit"/>.</summary>
    Aborted,

    /// <summary>See <see cref="TestFaults.CrashAfterNextCommit"/>.</summary>
    Crashed,
}
