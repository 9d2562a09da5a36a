namespace Millrace.Kafka.Runtime;

/// <summary>Exactly-once: records and offsets in one transaction.</summary>
internal sealed class TransactionalCommit(IRecordSink sink, ThreadCollector collector, Patience patience) : ICommitProtocol
{
    public void Commit(IReadOnlyCollection<PartitionOffset> offsets, GroupMetadata membership)
    {
        collector.ThrowIfFailed();
        if (offsets.Count > 0)
        {
            collector.Begin();
            patience.Repeat(timeout => sink.SendOffsets(offsets, membership, timeout));
        }

        if (collector.InTransaction)
            patience.Repeat(sink.Commit);
        collector.Settle();
    }

    public bool RollBack(MillraceException? cause)
    {
        if (cause is FencedException { IsMembership: false })
            return false;
        if (collector.InTransaction)
        {
            try
            {
                patience.Repeat(sink.Abort);
            }
            catch (KafkaException e) when (e is FencedException { IsMembership: false } or KafkaFatalException or TransactionAbortedException)
            {
                // The broker aborts what this sink left behind, when its successor takes up the transactional id.
                return false;
            }
        }

        collector.Settle();
        return true;
    }
}
