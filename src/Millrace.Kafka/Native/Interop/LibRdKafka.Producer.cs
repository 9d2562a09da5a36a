using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary>Sending: messages, headers, transactions.</summary>
internal static unsafe partial class LibRdKafka
{
    public const int MessageCopy = 0x2;

    [LibraryImport(Name, EntryPoint = "rd_kafka_produceva")]
    public static partial nint ProduceVa(nint client, RdProduceArgument* arguments, nuint count);

    [LibraryImport(Name, EntryPoint = "rd_kafka_outq_len")]
    public static partial int OutQueueLength(ClientHandle client);

    [LibraryImport(Name, EntryPoint = "rd_kafka_flush")]
    public static partial void Flush(ClientHandle client, int timeoutMs);

    [LibraryImport(Name, EntryPoint = "rd_kafka_headers_new")]
    public static partial nint HeadersNew(nuint count);

    [LibraryImport(Name, EntryPoint = "rd_kafka_headers_destroy")]
    public static partial void HeadersDestroy(nint headers);

    [LibraryImport(Name, EntryPoint = "rd_kafka_header_add")]
    public static partial void HeaderAdd(nint headers, byte* name, nint nameSize, byte* value, nint valueSize);

    [LibraryImport(Name, EntryPoint = "rd_kafka_init_transactions")]
    public static partial nint InitTransactions(ClientHandle client, int timeoutMs);

    [LibraryImport(Name, EntryPoint = "rd_kafka_begin_transaction")]
    public static partial nint BeginTransaction(ClientHandle client);

    [LibraryImport(Name, EntryPoint = "rd_kafka_send_offsets_to_transaction")]
    public static partial nint SendOffsets(ClientHandle client, RdTopicPartitionList* offsets, GroupMetadataHandle group, int timeoutMs);

    [LibraryImport(Name, EntryPoint = "rd_kafka_commit_transaction")]
    public static partial nint CommitTransaction(ClientHandle client, int timeoutMs);

    [LibraryImport(Name, EntryPoint = "rd_kafka_abort_transaction")]
    public static partial nint AbortTransaction(ClientHandle client, int timeoutMs);
}
