namespace Millrace.Kafka.Runtime;

/// <summary>
/// Exactly-once on the embedded cluster, which takes the offsets of a transaction and forgets them: they are committed
/// once more, outside of it, so that a rebalance there does not go back to the start.
/// </summary>
internal sealed class EmbeddedCommit(ICommitProtocol transaction, IGroupMember member, Patience patience) : ICommitProtocol
{
    public void Commit(IReadOnlyCollection<PartitionOffset> offsets, GroupMetadata membership)
    {
        transaction.Commit(offsets, membership);
        if (offsets.Count > 0)
            patience.Repeat(timeout => member.Commit(offsets, timeout));
    }

    public bool RollBack(MillraceException? cause) => transaction.RollBack(cause);
}
