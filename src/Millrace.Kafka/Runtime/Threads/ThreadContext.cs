using Millrace.Globals;

namespace Millrace.Kafka.Runtime;

/// <summary>What a task thread is given.</summary>
internal sealed record ThreadContext
{
    public required int Index { get; init; }

    public required TopologyGraph Graph { get; init; }

    public required KafkaWorkerOptions Options { get; init; }

    /// <summary>The worker's name, made up for this run where the options have none.</summary>
    public required string InstanceId { get; init; }

    public required IKafkaTransport Transport { get; init; }

    /// <summary>Commits offsets where no transaction does.</summary>
    public required IGroupMember Member { get; init; }

    public required ChangelogReaders Changelogs { get; init; }

    /// <summary>The global tables of the worker, complete.</summary>
    public required GlobalStores Globals { get; init; }

    public required WorkerLog Log { get; init; }

    /// <summary>Told when no broker answered; the thread goes on trying.</summary>
    public required Action<BrokerUnavailableException> Unavailable { get; init; }

    /// <summary>Told why the thread has ended.</summary>
    public required Action<TaskThread, Exception> Failed { get; init; }
}
