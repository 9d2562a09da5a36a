using Millrace.Globals;
using Millrace.State;

namespace Millrace.Execution;

/// <summary>What a task is given by whoever runs it.</summary>
internal sealed record TaskEnvironment
{
    /// <summary>Takes what the task sends.</summary>
    public required IRecordCollector Collector { get; init; }

    /// <summary>The task's state, open.</summary>
    public required IStateBackend Backend { get; init; }

    /// <summary>The global tables of whoever runs the task, complete before the task starts.</summary>
    public GlobalStores Globals { get; init; } = GlobalStores.None;

    /// <summary>The wall clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Makes the calls on which parked records wait.</summary>
    public IAsyncRunner Async { get; init; } = new PoolRunner(static () => { }, TimeProvider.System);

    /// <summary>Stands around each operator; null for nothing.</summary>
    public IOperatorWrapper? Wrapper { get; init; }

    /// <summary>When results go downstream where the author said nothing: at a commit or with each update.</summary>
    public EmitStrategy Emit { get; init; } = EmitStrategy.OnCommit;

    /// <summary>What becomes of failures that are of no source, or of sources that do not agree.</summary>
    public ErrorHandling Errors { get; init; } = StreamsDefaults.None.Errors;

    /// <summary>What the operators do as Kafka Streams does it, although something else would be better.</summary>
    public KafkaStreamsFacts Facts { get; init; }

    /// <summary>How many entries each store keeps as objects after a commit; dirty ones are kept whatever their number.</summary>
    public int CachedEntriesPerStore { get; init; } = 100_000;

    /// <summary>How many dirty entries make the task ask for a commit before the interval is over.</summary>
    public int DirtyEntriesPerCommit { get; init; } = 100_000;
}
