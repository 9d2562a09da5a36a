using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary>Reading: groups, assignments, batches of messages.</summary>
internal static unsafe partial class LibRdKafka
{
    [LibraryImport(Name, EntryPoint = "rd_kafka_poll_set_consumer")]
    public static partial void PollSetConsumer(ClientHandle client);

    [LibraryImport(Name, EntryPoint = "rd_kafka_subscribe")]
    public static partial int Subscribe(ClientHandle client, RdTopicPartitionList* topics);

    [LibraryImport(Name, EntryPoint = "rd_kafka_assign")]
    public static partial int Assign(ClientHandle client, RdTopicPartitionList* partitions);

    [LibraryImport(Name, EntryPoint = "rd_kafka_incremental_assign")]
    public static partial nint IncrementalAssign(ClientHandle client, RdTopicPartitionList* partitions);

    [LibraryImport(Name, EntryPoint = "rd_kafka_incremental_unassign")]
    public static partial nint IncrementalUnassign(ClientHandle client, RdTopicPartitionList* partitions);

    [LibraryImport(Name, EntryPoint = "rd_kafka_rebalance_protocol")]
    private static partial byte* RebalanceProtocol(ClientHandle client);

    /// <summary>NONE, EAGER or COOPERATIVE.</summary>
    public static string RebalanceProtocolOf(ClientHandle client) => Text(RebalanceProtocol(client)) ?? "NONE";

    [LibraryImport(Name, EntryPoint = "rd_kafka_assignment_lost")]
    public static partial int AssignmentLost(ClientHandle client);

    [LibraryImport(Name, EntryPoint = "rd_kafka_pause_partitions")]
    public static partial void Pause(ClientHandle client, RdTopicPartitionList* partitions);

    [LibraryImport(Name, EntryPoint = "rd_kafka_resume_partitions")]
    public static partial void Resume(ClientHandle client, RdTopicPartitionList* partitions);

    [LibraryImport(Name, EntryPoint = "rd_kafka_seek_partitions")]
    public static partial nint Seek(ClientHandle client, RdTopicPartitionList* partitions, int timeoutMs);

    [LibraryImport(Name, EntryPoint = "rd_kafka_position")]
    public static partial void Position(ClientHandle client, RdTopicPartitionList* partitions);

    [LibraryImport(Name, EntryPoint = "rd_kafka_committed")]
    public static partial int Committed(ClientHandle client, RdTopicPartitionList* partitions, int timeoutMs);

    [LibraryImport(Name, EntryPoint = "rd_kafka_commit_queue")]
    public static partial int CommitQueue(ClientHandle client, RdTopicPartitionList* offsets, QueueHandle answers, nint callback, nint opaque);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consumer_close_queue")]
    public static partial nint ConsumerCloseQueue(ClientHandle client, QueueHandle queue);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consumer_closed")]
    public static partial int ConsumerClosed(ClientHandle client);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consume_start")]
    public static partial int ConsumeStart(nint topic, int partition, long offset);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consume_stop")]
    public static partial void ConsumeStop(nint topic, int partition);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consume_batch_queue")]
    public static partial nint ConsumeBatchQueue(QueueHandle queue, int timeoutMs, RdMessage** messages, nuint size);

    [LibraryImport(Name, EntryPoint = "rd_kafka_message_destroy")]
    public static partial void MessageDestroy(RdMessage* message);

    /// <summary>Reads a field and nothing else, so the runtime need not leave managed mode for it.</summary>
    [LibraryImport(Name, EntryPoint = "rd_kafka_message_timestamp")]
    [SuppressGCTransition]
    public static partial long MessageTimestamp(RdMessage* message, int* type);

    [LibraryImport(Name, EntryPoint = "rd_kafka_message_headers")]
    public static partial int MessageHeaders(RdMessage* message, out nint headers);

    [LibraryImport(Name, EntryPoint = "rd_kafka_header_get_all")]
    public static partial int HeaderGetAll(nint headers, nuint index, out byte* name, out byte* value, out nuint size);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consumer_group_metadata")]
    public static partial nint GroupMetadata(ClientHandle client);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consumer_group_metadata_destroy")]
    public static partial void GroupMetadataDestroy(nint metadata);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consumer_group_metadata_group_id")]
    public static partial byte* GroupMetadataGroupId(GroupMetadataHandle metadata);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consumer_group_metadata_group_instance_id")]
    public static partial byte* GroupMetadataInstanceId(GroupMetadataHandle metadata);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consumer_group_metadata_member_id")]
    public static partial byte* GroupMetadataMemberId(GroupMetadataHandle metadata);

    [LibraryImport(Name, EntryPoint = "rd_kafka_consumer_group_metadata_generation_id")]
    public static partial int GroupMetadataGeneration(GroupMetadataHandle metadata);

    [LibraryImport(Name, EntryPoint = "rd_kafka_topic_partition_list_new")]
    public static partial RdTopicPartitionList* PartitionListNew(int size);

    [LibraryImport(Name, EntryPoint = "rd_kafka_topic_partition_list_destroy")]
    public static partial void PartitionListDestroy(RdTopicPartitionList* list);

    [LibraryImport(Name, EntryPoint = "rd_kafka_topic_partition_list_add", StringMarshalling = StringMarshalling.Utf8)]
    public static partial RdTopicPartition* PartitionListAdd(RdTopicPartitionList* list, string topic, int partition);
}
