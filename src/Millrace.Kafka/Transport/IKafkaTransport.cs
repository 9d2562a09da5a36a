namespace Millrace.Kafka;

/// <summary>
/// Opens the two ends of the data plane: sources of record batches and sinks. It stands before librdkafka, so that
/// the runtime can be driven by another transport, or by a test. Thread-safe.
/// </summary>
public interface IKafkaTransport
{
    /// <summary>Creates a member of a consumer group. It joins with its first <see cref="IGroupMember.Poll"/>.</summary>
    /// <exception cref="KafkaConfigurationException">A setting is unknown or wrong.</exception>
    IGroupMember CreateMember(GroupMemberOptions options, IRebalanceListener listener);

    /// <summary>Opens a reader of partitions outside any group.</summary>
    /// <exception cref="KafkaConfigurationException">A setting is unknown or wrong.</exception>
    IPartitionReader CreateReader(PartitionReaderOptions options);

    /// <summary>Opens a sink. Used by one thread at a time.</summary>
    /// <exception cref="KafkaConfigurationException">A setting is unknown or wrong.</exception>
    IRecordSink CreateSink(RecordSinkOptions options);
}
