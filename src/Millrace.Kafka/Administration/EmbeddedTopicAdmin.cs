namespace Millrace.Kafka;

/// <summary>Looks after the topics of an embedded cluster, which does not speak Kafka's own administration.</summary>
internal sealed class EmbeddedTopicAdmin(EmbeddedKafka kafka) : ITopicAdmin
{
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(10);
    private static readonly IReadOnlyDictionary<string, string> NoSettings = new Dictionary<string, string>(StringComparer.Ordinal);

    public Task<ClusterDescription> ConnectAsync(TimeSpan timeout, CancellationToken cancellation = default) =>
        Task.FromResult(new ClusterDescription("embedded", kafka.BootstrapServers.Split(',')));

    public Task<IReadOnlyList<TopicOutcome>> EnsureTopicsAsync(
        IReadOnlyCollection<TopicSpecification> topics, bool dryRun = false, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<TopicOutcome>>([.. topics.Select(topic => Ensure(topic, dryRun))]);

    public Task<IReadOnlyList<TopicDescription>> ListAsync(CancellationToken cancellation = default) =>
        DescribeAsync([.. kafka.Topics.Keys.Order(StringComparer.Ordinal)], cancellation);

    public Task<IReadOnlyList<TopicDescription>> DescribeAsync(IReadOnlyCollection<string> topics, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<TopicDescription>>(
            [.. topics.Where(kafka.Topics.ContainsKey).Select(name => new TopicDescription(name, kafka.Topics[name], 1, NoSettings))]);

    public Task<IReadOnlyDictionary<TopicPartition, Watermarks>> OffsetsAsync(
        IReadOnlyCollection<string> topics, CancellationToken cancellation = default) =>
        Task.Run<IReadOnlyDictionary<TopicPartition, Watermarks>>(() => Offsets(topics, cancellation), cancellation);

    public Task DeleteRecordsAsync(IReadOnlyCollection<PartitionOffset> before, CancellationToken cancellation = default) => Task.CompletedTask;

    public Task DeleteAsync(IReadOnlyCollection<string> topics, CancellationToken cancellation = default)
    {
        foreach (var topic in topics)
            kafka.DeleteTopic(topic);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // The cluster belongs to the one who started it.
    }

    private TopicOutcome Ensure(TopicSpecification topic, bool dryRun)
    {
        if (kafka.Topics.TryGetValue(topic.Name, out var partitions))
        {
            return topic.Partitions is { } wanted && wanted != partitions
                ? new TopicOutcome(topic.Name, TopicState.Differs, [TopicDifferences.Partitions(wanted, partitions)])
                : new TopicOutcome(topic.Name, TopicState.Existed, []);
        }

        if (!dryRun)
            kafka.CreateTopic(topic.Name, topic.Partitions ?? 1);
        return new TopicOutcome(topic.Name, TopicState.Created, []);
    }

    private Dictionary<TopicPartition, Watermarks> Offsets(IReadOnlyCollection<string> topics, CancellationToken cancellation)
    {
        using var reader = new NativeTransport(kafka.Options).CreateReader(new PartitionReaderOptions());
        var offsets = new Dictionary<TopicPartition, Watermarks>();
        foreach (var topic in topics)
        {
            if (!kafka.Topics.TryGetValue(topic, out var partitions))
                throw new TopicMissingException($"Topic '{topic}' does not exist.");
            for (var partition = 0; partition < partitions; partition++)
            {
                cancellation.ThrowIfCancellationRequested();
                var at = new TopicPartition(topic, partition);
                offsets[at] = reader.QueryWatermarks(at, QueryTimeout);
            }
        }

        return offsets;
    }
}
