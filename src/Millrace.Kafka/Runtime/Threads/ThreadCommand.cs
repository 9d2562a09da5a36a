namespace Millrace.Kafka.Runtime;

/// <summary>What the group's thread tells a task thread.</summary>
internal abstract record ThreadCommand;

/// <summary>The tasks that the thread has from now on. Tasks that it has and that are not among them are closed.</summary>
/// <param name="Tasks">For each task the queues of its partitions.</param>
/// <param name="Membership">The membership of this assignment.</param>
/// <param name="IsNext">Whether nobody else can have had the partitions since they were revoked here.</param>
internal sealed record AssignCommand(
    IReadOnlyDictionary<TaskId, IReadOnlyList<IPartitionQueue>> Tasks, GroupMetadata Membership, bool IsNext) : ThreadCommand;

/// <summary>All tasks are to commit, or to roll back if the partitions are lost, and to touch no queue afterwards.</summary>
/// <param name="Lost">Whether others may have the partitions already.</param>
/// <param name="Done">Set when it is done.</param>
internal sealed record RevokeCommand(bool Lost, ManualResetEventSlim Done) : ThreadCommand;
