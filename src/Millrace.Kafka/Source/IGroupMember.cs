namespace Millrace.Kafka;

/// <summary>
/// One member of a consumer group. One thread polls it, which keeps the membership alive and delivers rebalances on
/// that thread; records travel apart from it, through the queues that <see cref="Assign"/> gives out, one a partition.
/// </summary>
/// <remarks>
/// The rhythm is <see cref="Subscribe"/>, then <see cref="Poll"/> for ever, then <see cref="Close"/>. Both the polls
/// here and the takes from queues count against <c>max.poll.interval.ms</c>.
/// </remarks>
public interface IGroupMember : IDisposable
{
    /// <summary>The group.</summary>
    string GroupId { get; }

    /// <summary>Says which topics the group reads. It takes the place of an earlier subscription.</summary>
    /// <exception cref="KafkaException">The client has failed for good.</exception>
    void Subscribe(IReadOnlyCollection<string> topics);

    /// <summary>
    /// Serves the group until <paramref name="timeout"/> has passed or something has happened, and calls the
    /// <see cref="IRebalanceListener"/> for it on this thread.
    /// </summary>
    /// <returns>True if something happened, so that there may be more.</returns>
    /// <exception cref="AuthenticationFailedException">The broker refuses the credentials.</exception>
    /// <exception cref="AuthorizationFailedException">The right to the group or to a topic is missing.</exception>
    /// <exception cref="TopicMissingException">A subscribed topic does not exist.</exception>
    /// <exception cref="FencedException">Another member has taken this instance id.</exception>
    /// <exception cref="KafkaFatalException">The client cannot go on.</exception>
    bool Poll(TimeSpan timeout);

    /// <summary>
    /// Starts reading the partitions just assigned; called within <see cref="IRebalanceListener.OnAssigned"/>.
    /// </summary>
    /// <returns>The partitions' queues, in the order given. They live until the partition is revoked.</returns>
    IReadOnlyList<IPartitionQueue> Assign(IReadOnlyList<PartitionStart> partitions);

    /// <summary>
    /// The membership as it is now: taken with an assignment, it lets a transaction commit offsets of that assignment
    /// and is refused after the next. The caller disposes of it.
    /// </summary>
    GroupMetadata Metadata();

    /// <summary>The group's committed offsets; null for a partition that has none.</summary>
    /// <remarks>With <see cref="IsolationLevel.ReadCommitted"/> it waits for open transactions that hold offsets.</remarks>
    IReadOnlyDictionary<TopicPartition, long?> Committed(IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout);

    /// <summary>Commits offsets without a transaction and waits for the answer. Any thread.</summary>
    /// <param name="offsets">For each partition the offset of the next record to process.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <exception cref="FencedException">The member has been given up by the group; the offsets are not committed.</exception>
    void Commit(IReadOnlyCollection<PartitionOffset> offsets, TimeSpan timeout);

    /// <summary>
    /// Gives the partitions back (<see cref="IRebalanceListener.OnRevoked"/> is called) and leaves. A member with an
    /// instance id stays in the group until its session times out, so that a restart finds its partitions.
    /// </summary>
    /// <returns>False if it had to be cut off after <paramref name="timeout"/>.</returns>
    bool Close(TimeSpan timeout);
}
