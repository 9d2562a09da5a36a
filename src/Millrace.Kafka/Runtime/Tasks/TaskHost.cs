using Millrace.Execution;
using Millrace.Globals;
using Millrace.State;

namespace Millrace.Kafka.Runtime;

/// <summary>What a thread lends its tasks.</summary>
internal sealed record TaskHost
{
    public required TopologyGraph Graph { get; init; }

    public required IStateBackendProvider State { get; init; }

    public required TimeProvider Clock { get; init; }

    public required EmitStrategy Emit { get; init; }

    public KafkaStreamsFacts Facts { get; init; }

    public required int BatchSize { get; init; }

    public required IRecordCollector Collector { get; init; }

    public required ChangelogReaders Changelogs { get; init; }

    public GlobalStores Globals { get; init; } = GlobalStores.None;

    public required WakeUp WakeUp { get; init; }

    /// <summary>The greatest offset that the sink has had confirmed for a partition.</summary>
    public required Func<TopicPartition, long?> Delivered { get; init; }

    /// <summary>The group's committed offset of an input; null if it has none.</summary>
    public Func<TopicPartition, long?> CommittedInput { get; init; } = static _ => null;

    /// <summary>Told when a task's state is complete.</summary>
    public required Action<TaskId, long> Restored { get; init; }

    /// <summary>Told when a task's local state had to be thrown away.</summary>
    public required Action<TaskId, ForeignStateException> ForeignState { get; init; }
}
