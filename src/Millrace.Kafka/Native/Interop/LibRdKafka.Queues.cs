using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary>Queues and the events that come out of them.</summary>
internal static unsafe partial class LibRdKafka
{
    public const int EventDeliveryReport = 0x1;
    public const int EventError = 0x8;
    public const int EventRebalance = 0x10;
    public const int EventOffsetCommit = 0x20;

    [LibraryImport(Name, EntryPoint = "rd_kafka_queue_new")]
    public static partial nint QueueNew(ClientHandle client);

    [LibraryImport(Name, EntryPoint = "rd_kafka_queue_get_main")]
    public static partial nint QueueGetMain(ClientHandle client);

    [LibraryImport(Name, EntryPoint = "rd_kafka_queue_get_consumer")]
    public static partial nint QueueGetConsumer(ClientHandle client);

    [LibraryImport(Name, EntryPoint = "rd_kafka_queue_get_partition", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint QueueGetPartition(ClientHandle client, string topic, int partition);

    [LibraryImport(Name, EntryPoint = "rd_kafka_queue_destroy")]
    public static partial void QueueDestroy(nint queue);

    [LibraryImport(Name, EntryPoint = "rd_kafka_queue_forward")]
    public static partial void QueueForward(QueueHandle source, nint target);

    [LibraryImport(Name, EntryPoint = "rd_kafka_queue_length")]
    public static partial nuint QueueLength(QueueHandle queue);

    [LibraryImport(Name, EntryPoint = "rd_kafka_queue_cb_event_enable")]
    public static partial void QueueCallbackEnable(QueueHandle queue, delegate* unmanaged[Cdecl]<nint, nint, void> callback, nint opaque);

    [LibraryImport(Name, EntryPoint = "rd_kafka_queue_poll")]
    public static partial nint QueuePoll(QueueHandle queue, int timeoutMs);

    [LibraryImport(Name, EntryPoint = "rd_kafka_event_type")]
    public static partial int EventType(nint @event);

    [LibraryImport(Name, EntryPoint = "rd_kafka_event_error")]
    public static partial int EventErrorCode(nint @event);

    [LibraryImport(Name, EntryPoint = "rd_kafka_event_error_string")]
    private static partial byte* EventErrorString(nint @event);

    /// <summary>What an event's error says.</summary>
    public static string EventErrorText(nint @event) => Text(EventErrorString(@event)) ?? "";

    [LibraryImport(Name, EntryPoint = "rd_kafka_event_topic_partition_list")]
    public static partial RdTopicPartitionList* EventPartitions(nint @event);

    [LibraryImport(Name, EntryPoint = "rd_kafka_event_message_array")]
    public static partial nuint EventMessageArray(nint @event, RdMessage** messages, nuint size);

    [LibraryImport(Name, EntryPoint = "rd_kafka_event_destroy")]
    public static partial void EventDestroy(nint @event);
}
