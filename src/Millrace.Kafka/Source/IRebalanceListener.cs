namespace Millrace.Kafka;

/// <summary>Hears what the group decides. Called on the thread that polls the member.</summary>
public interface IRebalanceListener
{
    /// <summary>
    /// The partitions are this member's. Call <see cref="IGroupMember.Assign"/> once, with all of them, before returning;
    /// those left out are not read.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="partitions">Under an eager protocol (<c>range</c>) all of them, under a cooperative one those that came.</param>
    void OnAssigned(IGroupMember member, IReadOnlyList<TopicPartition> partitions);

    /// <summary>
    /// The partitions go. Commit or abort before returning, and take no more from their queues: they are closed afterwards.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="partitions">Under an eager protocol all of them, under a cooperative one those that go.</param>
    /// <param name="lost">True when others may own them already, so that a commit will be refused.</param>
    void OnRevoked(IGroupMember member, IReadOnlyList<TopicPartition> partitions, bool lost);

    /// <summary>Something passing went wrong, such as a broker that is away; the client is trying again by itself.</summary>
    void OnTransientError(KafkaException error);
}
