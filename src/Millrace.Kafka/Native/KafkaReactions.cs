using System.Collections.Frozen;

namespace Millrace.Kafka.Native;

/// <summary>
/// From librdkafka's error codes to reactions. A code that is not here is fatal: what nobody has thought of must not
/// be retried for ever. Numbers below zero are the client's own, the others Kafka's protocol.
/// </summary>
internal static class KafkaReactions
{
    /// <summary>End of partition; an event rather than an error.</summary>
    public const int PartitionEnd = -191;

    /// <summary>The producer's queue is full.</summary>
    public const int QueueFull = -184;

    /// <summary>The call came in a state that does not allow it.</summary>
    public const int WrongState = -172;

    /// <summary>See <c>rd_kafka_fatal_error</c> for what it was.</summary>
    public const int Fatal = -150;

    public const int AssignPartitions = -175;
    public const int RevokePartitions = -174;
    public const int TimedOut = -185;
    public const int NoOffset = -168;

    private static readonly FrozenDictionary<int, KafkaReaction> Table = new Dictionary<int, KafkaReaction>
    {
        // The way to the brokers, and what the client waits for.
        [-195] = KafkaReaction.Transient, // _TRANSPORT
        [-193] = KafkaReaction.Transient, // _RESOLVE
        [-192] = KafkaReaction.Transient, // _MSG_TIMED_OUT
        [-187] = KafkaReaction.Transient, // _ALL_BROKERS_DOWN
        [TimedOut] = KafkaReaction.Transient,
        [QueueFull] = KafkaReaction.Transient,
        [-183] = KafkaReaction.Transient, // _ISR_INSUFF
        [-182] = KafkaReaction.Transient, // _NODE_UPDATE
        [-180] = KafkaReaction.Transient, // _WAIT_COORD
        [-178] = KafkaReaction.Transient, // _IN_PROGRESS
        [-177] = KafkaReaction.Transient, // _PREV_IN_PROGRESS
        [-167] = KafkaReaction.Transient, // _OUTDATED
        [-166] = KafkaReaction.Transient, // _TIMED_OUT_QUEUE
        [-164] = KafkaReaction.Transient, // _WAIT_CACHE
        [-163] = KafkaReaction.Transient, // _INTR
        [-153] = KafkaReaction.Transient, // _RETRY
        [-147] = KafkaReaction.Transient, // _MAX_POLL_EXCEEDED: the next poll joins again
        [-137] = KafkaReaction.Transient, // _DESTROY_BROKER

        // Brokers that are moving, loading or busy.
        [5] = KafkaReaction.Transient, // LEADER_NOT_AVAILABLE
        [6] = KafkaReaction.Transient, // NOT_LEADER_OR_FOLLOWER
        [7] = KafkaReaction.Transient, // REQUEST_TIMED_OUT
        [8] = KafkaReaction.Transient, // BROKER_NOT_AVAILABLE
        [9] = KafkaReaction.Transient, // REPLICA_NOT_AVAILABLE
        [13] = KafkaReaction.Transient, // NETWORK_EXCEPTION
        [14] = KafkaReaction.Transient, // COORDINATOR_LOAD_IN_PROGRESS
        [15] = KafkaReaction.Transient, // COORDINATOR_NOT_AVAILABLE
        [16] = KafkaReaction.Transient, // NOT_COORDINATOR
        [19] = KafkaReaction.Transient, // NOT_ENOUGH_REPLICAS
        [20] = KafkaReaction.Transient, // NOT_ENOUGH_REPLICAS_AFTER_APPEND
        [27] = KafkaReaction.Transient, // REBALANCE_IN_PROGRESS
        [41] = KafkaReaction.Transient, // NOT_CONTROLLER
        [51] = KafkaReaction.Transient, // CONCURRENT_TRANSACTIONS
        [56] = KafkaReaction.Transient, // KAFKA_STORAGE_ERROR
        [70] = KafkaReaction.Transient, // FETCH_SESSION_ID_NOT_FOUND
        [71] = KafkaReaction.Transient, // INVALID_FETCH_SESSION_EPOCH
        [74] = KafkaReaction.Transient, // FENCED_LEADER_EPOCH: about a broker, not about us
        [75] = KafkaReaction.Transient, // UNKNOWN_LEADER_EPOCH
        [77] = KafkaReaction.Transient, // STALE_BROKER_EPOCH
        [78] = KafkaReaction.Transient, // OFFSET_NOT_AVAILABLE
        [79] = KafkaReaction.Transient, // MEMBER_ID_REQUIRED
        [80] = KafkaReaction.Transient, // PREFERRED_LEADER_NOT_AVAILABLE
        [88] = KafkaReaction.Transient, // UNSTABLE_OFFSET_COMMIT
        [89] = KafkaReaction.Transient, // THROTTLING_QUOTA_EXCEEDED
        [100] = KafkaReaction.Transient, // UNKNOWN_TOPIC_ID: metadata is old
        [103] = KafkaReaction.Transient, // INCONSISTENT_TOPIC_ID
        [111] = KafkaReaction.Transient, // UNRELEASED_INSTANCE_ID: its session ends some time
        [129] = KafkaReaction.Transient, // REBOOTSTRAP_REQUIRED

        // Transactions that are lost, with a producer that is not.
        [-152] = KafkaReaction.Abortable, // _PURGE_QUEUE
        [-151] = KafkaReaction.Abortable, // _PURGE_INFLIGHT
        [45] = KafkaReaction.Abortable, // OUT_OF_ORDER_SEQUENCE_NUMBER
        [49] = KafkaReaction.Abortable, // INVALID_PRODUCER_ID_MAPPING
        [59] = KafkaReaction.Abortable, // UNKNOWN_PRODUCER_ID
        [120] = KafkaReaction.Abortable, // TRANSACTION_ABORTABLE

        // Another instance has come.
        [-144] = KafkaReaction.Fenced, // _FENCED
        [-142] = KafkaReaction.Fenced, // _ASSIGNMENT_LOST
        [22] = KafkaReaction.Fenced, // ILLEGAL_GENERATION
        [25] = KafkaReaction.Fenced, // UNKNOWN_MEMBER_ID
        [47] = KafkaReaction.Fenced, // INVALID_PRODUCER_EPOCH
        [52] = KafkaReaction.Fenced, // TRANSACTION_COORDINATOR_FENCED
        [82] = KafkaReaction.Fenced, // FENCED_INSTANCE_ID
        [90] = KafkaReaction.Fenced, // PRODUCER_FENCED
        [110] = KafkaReaction.Fenced, // FENCED_MEMBER_EPOCH
        [113] = KafkaReaction.Fenced, // STALE_MEMBER_EPOCH

        [-190] = KafkaReaction.TopicMissing, // _UNKNOWN_PARTITION
        [-188] = KafkaReaction.TopicMissing, // _UNKNOWN_TOPIC
        [3] = KafkaReaction.TopicMissing, // UNKNOWN_TOPIC_OR_PART

        [-181] = KafkaReaction.Authentication, // _SSL
        [-169] = KafkaReaction.Authentication, // _AUTHENTICATION
        [33] = KafkaReaction.Authentication, // UNSUPPORTED_SASL_MECHANISM
        [34] = KafkaReaction.Authentication, // ILLEGAL_SASL_STATE
        [54] = KafkaReaction.Authentication, // SECURITY_DISABLED
        [58] = KafkaReaction.Authentication, // SASL_AUTHENTICATION_FAILED

        [29] = KafkaReaction.Authorization, // TOPIC_AUTHORIZATION_FAILED
        [30] = KafkaReaction.Authorization, // GROUP_AUTHORIZATION_FAILED
        [31] = KafkaReaction.Authorization, // CLUSTER_AUTHORIZATION_FAILED
        [53] = KafkaReaction.Authorization, // TRANSACTIONAL_ID_AUTHORIZATION_FAILED
        [65] = KafkaReaction.Authorization, // DELEGATION_TOKEN_AUTHORIZATION_FAILED

        [-140] = KafkaReaction.OffsetOutOfRange, // _AUTO_OFFSET_RESET
        [-139] = KafkaReaction.OffsetOutOfRange, // _LOG_TRUNCATION
        [NoOffset] = KafkaReaction.OffsetOutOfRange,
        [1] = KafkaReaction.OffsetOutOfRange, // OFFSET_OUT_OF_RANGE

        [10] = KafkaReaction.TooLarge, // MSG_SIZE_TOO_LARGE
        [18] = KafkaReaction.TooLarge, // RECORD_LIST_TOO_LARGE
    }.ToFrozenDictionary();

    /// <summary>The reaction to a code.</summary>
    public static KafkaReaction For(int code) => Table.GetValueOrDefault(code, KafkaReaction.Fatal);

    /// <summary>Whether the code is about the group rather than about the producer.</summary>
    public static bool ConcernsGroup(int code) => code is 22 or 25 or 82 or 110 or 113 or -142;
}
