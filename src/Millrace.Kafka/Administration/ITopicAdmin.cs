namespace Millrace.Kafka;

/// <summary>Looks after a cluster's topics. Thread-safe.</summary>
public interface ITopicAdmin : IDisposable
{
    /// <summary>Asks the cluster for an answer, to learn early what is wrong.</summary>
    /// <param name="timeout">How long to wait; 10 s is a good figure.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="BrokerUnavailableException">No broker answered.</exception>
    /// <exception cref="AuthenticationFailedException">The credentials are refused.</exception>
    Task<ClusterDescription> ConnectAsync(TimeSpan timeout, CancellationToken cancellation = default);

    /// <summary>Creates the topics that are missing and says what differs on those that exist; it changes no existing topic.</summary>
    Task<IReadOnlyList<TopicOutcome>> EnsureTopicsAsync(
        IReadOnlyCollection<TopicSpecification> topics, bool dryRun = false, CancellationToken cancellation = default);

    /// <summary>Every topic with its partition count, those internal to Kafka left out.</summary>
    Task<IReadOnlyList<TopicDescription>> ListAsync(CancellationToken cancellation = default);

    /// <summary>The topics with their configuration; those that do not exist are left out.</summary>
    Task<IReadOnlyList<TopicDescription>> DescribeAsync(IReadOnlyCollection<string> topics, CancellationToken cancellation = default);

    /// <summary>For each partition of the topics its first offset and its end.</summary>
    /// <exception cref="TopicMissingException">One of them does not exist.</exception>
    Task<IReadOnlyDictionary<TopicPartition, Watermarks>> OffsetsAsync(
        IReadOnlyCollection<string> topics, CancellationToken cancellation = default);

    /// <summary>Deletes the records of partitions that lie before an offset. An embedded cluster does nothing.</summary>
    Task DeleteRecordsAsync(IReadOnlyCollection<PartitionOffset> before, CancellationToken cancellation = default);

    /// <summary>Deletes topics; one that does not exist is no error.</summary>
    Task DeleteAsync(IReadOnlyCollection<string> topics, CancellationToken cancellation = default);
}
