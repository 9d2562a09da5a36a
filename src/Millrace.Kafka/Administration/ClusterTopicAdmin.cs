using System.Diagnostics;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Millrace.Kafka.Native;

namespace Millrace.Kafka;

/// <summary>Looks after the topics of a real cluster, through Confluent.Kafka's admin client.</summary>
internal sealed class ClusterTopicAdmin : ITopicAdmin
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan VisiblePause = TimeSpan.FromMilliseconds(50);
    private readonly AdminConnection _connection;
    private readonly string _servers;

    public ClusterTopicAdmin(KafkaClientOptions options, ILogger logger)
    {
        _connection = new AdminConnection(options, logger);
        _servers = options.BootstrapServers;
    }

    public async Task<ClusterDescription> ConnectAsync(TimeSpan timeout, CancellationToken cancellation = default)
    {
        try
        {
            return await _connection.CallAsync("The cluster cannot be reached", async admin =>
            {
                var cluster = await admin.DescribeClusterAsync(new DescribeClusterOptions { RequestTimeout = timeout });
                return new ClusterDescription(cluster.ClusterId, [.. cluster.Nodes.Select(n => $"{n.Host}:{n.Port}")]);
            }, cancellation);
        }
        catch (BrokerUnavailableException e)
        {
            // librdkafka says what it waited for inside of itself; whoever reads this needs the address.
            throw new BrokerUnavailableException($"no broker answered at {_servers} within {timeout.TotalSeconds:0.#} s", e.Code, e);
        }
    }

    public async Task<IReadOnlyList<TopicOutcome>> EnsureTopicsAsync(
        IReadOnlyCollection<TopicSpecification> topics, bool dryRun = false, CancellationToken cancellation = default)
    {
        var present = (await MetadataAsync(cancellation)).ToDictionary(t => t.Name, StringComparer.Ordinal);
        var missing = topics.Where(t => !present.ContainsKey(t.Name)).ToArray();
        if (missing.Length > 0 && !dryRun)
        {
            await CreateAsync(missing, cancellation);
            await WaitUntilVisibleAsync(missing, cancellation);
        }

        var compared = topics.Where(t => present.ContainsKey(t.Name)).ToArray();
        var settings = await SettingsAsync([.. compared.Where(t => t.Settings.Count > 0).Select(t => t.Name)], cancellation);
        return [.. topics.Select(topic => Outcome(topic, present, settings))];
    }

    public async Task<IReadOnlyList<TopicDescription>> ListAsync(CancellationToken cancellation = default) =>
        [.. (await MetadataAsync(cancellation)).Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal)).OrderBy(t => t.Name, StringComparer.Ordinal)];

    public async Task<IReadOnlyList<TopicDescription>> DescribeAsync(IReadOnlyCollection<string> topics, CancellationToken cancellation = default)
    {
        var present = (await MetadataAsync(cancellation)).ToDictionary(t => t.Name, StringComparer.Ordinal);
        var found = topics.Where(present.ContainsKey).ToArray();
        var settings = await SettingsAsync(found, cancellation);
        return [.. found.Select(name => present[name] with { Settings = settings[name] })];
    }

    public async Task<IReadOnlyDictionary<TopicPartition, Watermarks>> OffsetsAsync(
        IReadOnlyCollection<string> topics, CancellationToken cancellation = default)
    {
        var present = (await MetadataAsync(cancellation)).ToDictionary(t => t.Name, StringComparer.Ordinal);
        if (topics.FirstOrDefault(t => !present.ContainsKey(t)) is { } missing)
            throw new TopicMissingException($"Topic '{missing}' does not exist.");
        var partitions = topics.SelectMany(topic => Enumerable.Range(0, present[topic].Partitions).Select(p => new TopicPartition(topic, p))).ToArray();
        var first = await ListOffsetsAsync(partitions, OffsetSpec.Earliest(), cancellation);
        var end = await ListOffsetsAsync(partitions, OffsetSpec.Latest(), cancellation);
        return partitions.ToDictionary(p => p, p => new Watermarks(first[p], end[p]));
    }

    public Task DeleteRecordsAsync(IReadOnlyCollection<PartitionOffset> before, CancellationToken cancellation = default) =>
        _connection.CallAsync(
            "Records that were read cannot be deleted",
            admin => admin.DeleteRecordsAsync(
                before.Select(p => new Confluent.Kafka.TopicPartitionOffset(p.Partition.Topic, p.Partition.Partition, p.Offset)),
                new DeleteRecordsOptions { RequestTimeout = RequestTimeout }),
            cancellation);

    public Task DeleteAsync(IReadOnlyCollection<string> topics, CancellationToken cancellation = default) =>
        _connection.CallAsync($"Topics {string.Join(", ", topics)} cannot be deleted", async admin =>
        {
            try
            {
                await admin.DeleteTopicsAsync(topics, new DeleteTopicsOptions { RequestTimeout = RequestTimeout, OperationTimeout = RequestTimeout });
            }
            catch (DeleteTopicsException e)
            {
                var failed = e.Results.Find(r => r.Error.IsError && r.Error.Code != ErrorCode.UnknownTopicOrPart);
                if (failed is not null)
                    throw KafkaErrors.Create((int)failed.Error.Code, $"Topic '{failed.Topic}' cannot be deleted", failed.Error.Reason);
            }

            return true;
        }, cancellation);

    public void Dispose() => _connection.Dispose();

    private static TopicOutcome Outcome(
        TopicSpecification topic, Dictionary<string, TopicDescription> present, Dictionary<string, IReadOnlyDictionary<string, string>> settings)
    {
        if (!present.TryGetValue(topic.Name, out var found))
            return new TopicOutcome(topic.Name, TopicState.Created, []);
        if (settings.TryGetValue(topic.Name, out var known))
            found = found with { Settings = known };
        var differences = TopicDifferences.Between(topic, found);
        return new TopicOutcome(topic.Name, differences.Count == 0 ? TopicState.Existed : TopicState.Differs, differences);
    }

    private Task<bool> CreateAsync(TopicSpecification[] topics, CancellationToken cancellation) =>
        _connection.CallAsync("Topics cannot be created", async admin =>
        {
            try
            {
                await admin.CreateTopicsAsync(topics.Select(Specification), new CreateTopicsOptions { RequestTimeout = RequestTimeout });
            }
            catch (CreateTopicsException e)
            {
                // Another worker may have created it in the same moment.
                var failed = e.Results.Find(r => r.Error.IsError && r.Error.Code != ErrorCode.TopicAlreadyExists);
                if (failed is not null)
                    throw KafkaErrors.Create((int)failed.Error.Code, $"Topic '{failed.Topic}' cannot be created", failed.Error.Reason);
            }

            return true;
        }, cancellation);

    private static Confluent.Kafka.Admin.TopicSpecification Specification(TopicSpecification topic) => new()
    {
        Name = topic.Name,
        NumPartitions = topic.Partitions ?? -1,
        ReplicationFactor = topic.ReplicationFactor ?? -1,
        Configs = new Dictionary<string, string>(topic.Settings, StringComparer.Ordinal),
    };

    /// <summary>A broker knows a new topic a little later than the controller that made it.</summary>
    private async Task WaitUntilVisibleAsync(TopicSpecification[] topics, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < RequestTimeout)
        {
            var visible = (await MetadataAsync(cancellation)).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
            if (Array.TrueForAll(topics, t => visible.Contains(t.Name)))
                return;
            await Task.Delay(VisiblePause, cancellation);
        }
    }

    private Task<TopicDescription[]> MetadataAsync(CancellationToken cancellation) =>
        _connection.CallAsync("The topics cannot be listed", admin => Task.Run(
            () => admin.GetMetadata(RequestTimeout).Topics
                .Where(t => !t.Error.IsError)
                .Select(t => new TopicDescription(
                    t.Topic,
                    t.Partitions.Count,
                    (short)(t.Partitions.Count == 0 ? 0 : t.Partitions[0].Replicas.Length),
                    new Dictionary<string, string>(StringComparer.Ordinal)))
                .ToArray(),
            cancellation), cancellation);

    private async Task<Dictionary<string, IReadOnlyDictionary<string, string>>> SettingsAsync(string[] topics, CancellationToken cancellation)
    {
        if (topics.Length == 0)
            return [];
        var resources = topics.Select(name => new ConfigResource { Type = ResourceType.Topic, Name = name });
        var results = await _connection.CallAsync(
            "The settings of topics cannot be read",
            admin => admin.DescribeConfigsAsync(resources, new DescribeConfigsOptions { RequestTimeout = RequestTimeout }),
            cancellation);
        return results.ToDictionary(
            r => r.ConfigResource.Name,
            r => (IReadOnlyDictionary<string, string>)r.Entries.Values
                .Where(e => e.Value is not null)
                .ToDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    private async Task<Dictionary<TopicPartition, long>> ListOffsetsAsync(TopicPartition[] partitions, OffsetSpec spec, CancellationToken cancellation)
    {
        var specs = partitions.Select(p => new TopicPartitionOffsetSpec
        {
            TopicPartition = new Confluent.Kafka.TopicPartition(p.Topic, p.Partition),
            OffsetSpec = spec,
        });
        var result = await _connection.CallAsync(
            "The offsets of topics cannot be read",
            admin => admin.ListOffsetsAsync(specs, new ListOffsetsOptions { RequestTimeout = RequestTimeout }),
            cancellation);
        return result.ResultInfos.ToDictionary(
            r => new TopicPartition(r.TopicPartitionOffsetError.Topic, r.TopicPartitionOffsetError.Partition.Value),
            r => r.TopicPartitionOffsetError.Offset.Value);
    }
}
