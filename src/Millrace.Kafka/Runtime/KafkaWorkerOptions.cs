using Millrace.State;

namespace Millrace.Kafka;

/// <summary>How a worker runs its topologies.</summary>
public sealed record KafkaWorkerOptions
{
    /// <summary>How the cluster is reached.</summary>
    public required KafkaClientOptions Client { get; init; }

    /// <summary>What becomes of results when a worker fails; <see cref="ProcessingGuarantee.ExactlyOnce"/> by default.</summary>
    public ProcessingGuarantee Guarantee { get; init; } = ProcessingGuarantee.ExactlyOnce;

    /// <summary>How often progress is committed; 100 ms by default. Under exactly-once a result can be read after the commit.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many threads share the worker's tasks; 1 by default. Each has a producer of its own.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// This worker's lasting name in its group, or null for a passing one. With a lasting name a restarted worker takes up
    /// its partitions at once and puts an end to the transactions that its predecessor left open. Two workers must never
    /// share one.
    /// </summary>
    public string? InstanceId { get; init; }

    /// <summary>Where the tasks' state is kept; in memory by default, so that every start restores it from the changelogs.</summary>
    public IStateBackendProvider State { get; init; } = new InMemoryStateBackendProvider();

    /// <summary>The wall clock that the topologies see. The worker's own intervals are real time whatever it says.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where a partition without a committed offset begins; the default is its first record.</summary>
    public OffsetReset Reset { get; init; } = OffsetReset.Earliest;

    /// <summary>After how long without a sign of life the group gives a worker's partitions to others; 45 s by default.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// After how long the broker aborts a transaction whose worker is gone; 30 s by default. Readers of committed records,
    /// and whoever restores the task's state, wait that long behind a worker that was killed and did not come back.
    /// </summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop may take; 20 s by default. What is not committed by then is processed again after the next start.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many records a task takes from a partition at a time; 1,000 by default.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>How many replicas internal topics are created with; null (the default) for the broker's default.</summary>
    public short? ReplicationFactor { get; init; }

    /// <summary>How often the records that were read are deleted from repartition topics; 30 s by default, as in Kafka Streams.</summary>
    public TimeSpan RepartitionPurgeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// When results of tables and windows go downstream where the topology does not say it; at a commit by default.
    /// </summary>
    public EmitStrategy Emit { get; init; } = EmitStrategy.OnCommit;

    /// <summary>What is done as Kafka Streams does it, although something else would be better; nothing by default.</summary>
    public KafkaStreamsFacts Facts { get; init; }

    /// <summary>Every rule that is broken, as a sentence with name, value and rule; empty when the options are good.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(Client.BootstrapServers))
            errors.Add("BootstrapServers is empty: at least one broker as host:port is needed");
        MustBeWithin(nameof(CommitInterval), CommitInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        MustBeWithin(nameof(SessionTimeout), SessionTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30));
        MustBeWithin(nameof(TransactionTimeout), TransactionTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        MustBeWithin(nameof(StopTimeout), StopTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        MustBeWithin(nameof(RepartitionPurgeInterval), RepartitionPurgeInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1));
        if (Emit == EmitStrategy.OnWindowClose)
            errors.Add($"{nameof(Emit)} is {Emit}: it is {EmitStrategy.OnCommit} or {EmitStrategy.OnUpdate}; {Emit} is said at a window");
        if (Guarantee == ProcessingGuarantee.ExactlyOnce && CommitInterval >= TransactionTimeout)
            errors.Add($"{nameof(CommitInterval)} is {CommitInterval:c}: under exactly-once it is less than {nameof(TransactionTimeout)} ({TransactionTimeout:c})");
        if (Threads is < 1 or > 256)
            errors.Add($"{nameof(Threads)} is {Threads}: it is from 1 to 256");
        if (BatchSize is < 1 or > 100_000)
            errors.Add($"{nameof(BatchSize)} is {BatchSize}: it is from 1 to 100000");
        if (ReplicationFactor is < 1)
            errors.Add($"{nameof(ReplicationFactor)} is {ReplicationFactor}: it is 1 or more");
        if (InstanceId is not null && !IsName(InstanceId))
            errors.Add($"{nameof(InstanceId)} is '{InstanceId}': it is 1 to 200 letters, digits, '.', '_' and '-'");
        return errors;

        void MustBeWithin(string name, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
                errors.Add($"{name} is {value:c}: it is from {least:c} to {most:c}");
        }
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 200 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
