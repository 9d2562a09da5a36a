namespace Millrace.Kafka.Runtime;

/// <summary>At-least-once: the records first, then the offsets, so that a failure in between repeats and loses nothing.</summary>
internal sealed class PlainCommit(IRecordSink sink, ThreadCollector collector, IGroupMember member, Patience patience) : ICommitProtocol
{
    public void Commit(IReadOnlyCollection<PartitionOffset> offsets, GroupMetadata membership)
    {
        collector.ThrowIfFailed();
        patience.Repeat(sink.Flush, giveUp: _ => sink.InFlight == 0);
        if (offsets.Count > 0)
            patience.Repeat(timeout => member.Commit(offsets, timeout));
        collector.Settle();
    }

    public bool RollBack(MillraceException? cause)
    {
        // What was sent cannot be called back. The sink keeps its first failure, so that one that failed is replaced.
        var failed = collector.Failure is not null;
        collector.Settle();
        if (failed)
            return false;
        try
        {
            sink.ThrowIfFailed();
            return true;
        }
        catch (KafkaException)
        {
            return false;
        }
    }
}
