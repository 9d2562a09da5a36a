namespace Millrace.Kafka.Runtime;

/// <summary>How a thread makes durable what its tasks have sent, together with the offsets that they have read.</summary>
internal interface ICommitProtocol
{
    /// <summary>
    /// Returns when the records sent and the offsets are both durable. Nothing is undone on failure: that is
    /// <see cref="RollBack"/>'s, which the caller decides on by the exception's type.
    /// </summary>
    void Commit(IReadOnlyCollection<PartitionOffset> offsets, GroupMetadata membership);

    /// <summary>Withdraws what was sent since the last commit, as far as the protocol can.</summary>
    /// <param name="cause">Why; null if nothing went wrong with the sink.</param>
    /// <returns>False if the sink is of no more use and a new one is needed.</returns>
    bool RollBack(MillraceException? cause);
}
