namespace Millrace.Kafka;

/// <summary>What becomes of results when a worker fails between two commits.</summary>
public enum ProcessingGuarantee
{
    /// <summary>
    /// Each record counts once: results, state and offsets are committed in one transaction. Readers must read committed
    /// records only. The default.
    /// </summary>
    ExactlyOnce,

    /// <summary>No record is lost, but after a failure those since the last commit are processed again, and their results come twice.</summary>
    AtLeastOnce,
}
