namespace Millrace;

/// <summary>
/// What Kafka Streams 4.3 does and Millrace does not, because its users are better served otherwise. Each can be asked
/// for, one by one; <c>docs/differences.md</c> tells what it is and why.
/// </summary>
[Flags]
public enum KafkaStreamsFacts
{
    /// <summary>None of it; the default.</summary>
    None = 0,

    /// <summary>A record without a key fails the task in a left join with grace; it is joined with null otherwise.</summary>
    NullKeyFailsJoinWithGrace = 1,

    /// <summary>
    /// Left and outer joins of streams look for unmatched records only when they expect one, by the last that they looked
    /// at, and may emit it long after its window and grace are over; otherwise it comes as soon as they are over.
    /// </summary>
    LateUnmatchedResults = 2,

    /// <summary>
    /// When time jumps by more than a store keeps, windows and sessions that were open are lost under emission on close:
    /// the record that closes them makes the store forget them first. Otherwise they are emitted.
    /// </summary>
    WindowsLostOnJumps = 4,

    /// <summary>
    /// Under <see cref="EmitStrategy.OnCommit"/>, sessions that are older than their store's retention are found and
    /// merged for as long as they happen to be in memory, so that results depend on the cache's size; otherwise they are
    /// hidden as they are under any other strategy.
    /// </summary>
    CachedSessionsOutliveRetention = 8,

    /// <summary>
    /// A record of a left or outer join that was emitted without a partner is joined all the same with one that comes later,
    /// and one that comes late is emitted without a partner at once, although grace is not over; otherwise a record has
    /// either results with partners or one without.
    /// </summary>
    MatchAfterUnmatchedResult = 16,

    /// <summary>
    /// A suppression until windows close lets a session go at the last millisecond in which it still takes records: one
    /// that comes then makes another final result of a session that was final. Otherwise it waits for that millisecond to
    /// pass.
    /// </summary>
    OpenSessionsLeaveSuppression = 32,

    /// <summary>
    /// Windows whose results go downstream at commits can be read after they have expired, as long as the record cache
    /// holds them; how long that is depends on its size. Otherwise they can be read as long as the store's retention says.
    /// With this flag they never expire, as in a cache that is never full.
    /// </summary>
    CachedWindowsOutliveRetention = 64,

    /// <summary>All of it.</summary>
    All = NullKeyFailsJoinWithGrace | LateUnmatchedResults | WindowsLostOnJumps | CachedSessionsOutliveRetention | MatchAfterUnmatchedResult
        | OpenSessionsLeaveSuppression | CachedWindowsOutliveRetention,
}
