namespace Millrace.Kafka;

/// <summary>How a worker takes part in its group.</summary>
public sealed record GroupMemberOptions
{
    /// <summary>The group; Millrace uses the application's id.</summary>
    public required string GroupId { get; init; }

    /// <summary>
    /// The static instance id, or null for a dynamic member. With one, a restarted worker takes up its partitions at
    /// once; two workers must never share one.
    /// </summary>
    public string? InstanceId { get; init; }

    /// <summary>By which protocol the group is kept; the default is <see cref="GroupProtocol.Classic"/>.</summary>
    public GroupProtocol Protocol { get; init; } = GroupProtocol.Classic;

    /// <summary>What a reader sees of transactions; the default is <see cref="IsolationLevel.ReadCommitted"/>.</summary>
    public IsolationLevel Isolation { get; init; } = IsolationLevel.ReadCommitted;

    /// <summary>Where a partition without a committed offset begins; the default is its first record, as in Kafka Streams.</summary>
    public OffsetReset Reset { get; init; } = OffsetReset.Earliest;

    /// <summary>
    /// How long the group waits for a silent member; 45 s by default. Classic protocol only. On an <see cref="EmbeddedKafka"/>
    /// it is at most 3 s, since that cluster waits almost as long at every rebalance but the first.
    /// </summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long the member may go without polling before the group gives it up; 5 minutes by default.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>The protocol of group membership.</summary>
public enum GroupProtocol
{
    /// <summary>The classic protocol with the <c>range</c> assignor: eager, and a killed static member resumes at once.</summary>
    Classic,

    /// <summary>KIP-848 with the broker's <c>range</c>: cooperative; a killed static member waits for its session to end.</summary>
    Consumer,
}

/// <summary>What a reader sees of transactions.</summary>
public enum IsolationLevel
{
    /// <summary>Only what was committed.</summary>
    ReadCommitted,

    /// <summary>Everything, aborted records too.</summary>
    ReadUncommitted,
}

/// <summary>Where to go on when the offset asked for is not there.</summary>
public enum OffsetReset
{
    /// <summary>At the first record.</summary>
    Earliest,

    /// <summary>Behind the last record.</summary>
    Latest,

    /// <summary>Nowhere: <see cref="OffsetOutOfRangeException"/>.</summary>
    Fail,
}
