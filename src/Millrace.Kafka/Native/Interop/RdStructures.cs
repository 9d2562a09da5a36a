using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary><c>rd_kafka_message_t</c>: a record fetched, or the report on one sent.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdMessage
{
    public int Error;
    public nint Topic;
    public int Partition;
    public byte* Value;
    public nuint ValueLength;
    public byte* Key;
    public nuint KeyLength;
    public long Offset;
    public nint Opaque;
}

/// <summary><c>rd_kafka_topic_partition_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdTopicPartition
{
    public byte* Topic;
    public int Partition;
    public long Offset;
    public nint Metadata;
    public nuint MetadataSize;
    public nint Opaque;
    public int Error;
    public nint Private;
}

/// <summary><c>rd_kafka_topic_partition_list_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdTopicPartitionList
{
    public int Count;
    public int Size;
    public RdTopicPartition* Items;
}

/// <summary><c>rd_kafka_metadata_t</c>, as far as it is used.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdMetadata
{
    public int BrokerCount;
    public nint Brokers;
    public int TopicCount;
    public RdMetadataTopic* Topics;
}

/// <summary><c>rd_kafka_metadata_topic_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdMetadataTopic
{
    public byte* Name;
    public int PartitionCount;
    public nint Partitions;
    public int Error;
}

/// <summary><c>rd_kafka_vu_t</c>: one tagged argument of <c>rd_kafka_produceva</c>; 72 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
internal unsafe struct RdProduceArgument
{
    public const int TagTopic = 2;
    public const int TagPartition = 3;
    public const int TagValue = 4;
    public const int TagKey = 5;
    public const int TagOpaque = 6;
    public const int TagFlags = 7;
    public const int TagTimestamp = 8;
    public const int TagHeaders = 10;

    [FieldOffset(0)]
    public int Tag;

    [FieldOffset(8)]
    public int Int32;

    [FieldOffset(8)]
    public long Int64;

    [FieldOffset(8)]
    public nint Pointer;

    [FieldOffset(16)]
    public nuint Size;
}
