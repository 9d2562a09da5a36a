using Millrace.Graph;

namespace Millrace.Kafka.Runtime;

/// <summary>Looks whether the topics of a graph are there, and creates those that are the application's own.</summary>
internal sealed class TopicCheck(TopologyGraph graph, KafkaWorkerOptions options, WorkerLog log)
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Returns when all topics are there.</summary>
    /// <exception cref="TopicMissingException">Topics are missing that others have to create.</exception>
    /// <exception cref="TopicMismatchException">Topics do not fit each other.</exception>
    public async Task EnsureAsync(ITopicAdmin admin, CancellationToken cancellation)
    {
        var cluster = await admin.ConnectAsync(AskTimeout, cancellation);
        var partitions = (await admin.ListAsync(cancellation)).ToDictionary(t => t.Name, t => t.Partitions, StringComparer.Ordinal);
        var missing = graph.Topics.Where(t => !t.IsInternal && !partitions.ContainsKey(t.Name)).Select(t => t.Name).ToList();
        if (missing.Count > 0)
        {
            var (what, verb) = missing.Count == 1 ? ("topic", "does") : ("topics", "do");
            throw new TopicMissingException(
                $"{what} {string.Join(", ", missing)} {verb} not exist at {string.Join(",", cluster.Brokers)}: "
                + $"create what is missing with 'millrace topics create --bootstrap-servers {options.Client.BootstrapServers}'");
        }

        await EnsureInternalAsync(admin, partitions, cancellation);
    }

    private async Task EnsureInternalAsync(ITopicAdmin admin, Dictionary<string, int> partitions, CancellationToken cancellation)
    {
        var plan = graph.PlanPartitions(partitions);
        if (plan.Problems.Count > 0)
            throw new TopicMismatchException(plan.Problems);
        var wanted = graph.Topics.Where(t => t.IsInternal && !partitions.ContainsKey(t.Name)).Select(t => Specify(t, plan)).ToList();
        if (wanted.Count == 0)
            return;
        await admin.EnsureTopicsAsync(wanted, dryRun: false, cancellation);
        log.TopicsCreated(string.Join(", ", wanted.Select(t => t.Name)));
    }

    private TopicSpecification Specify(TopicSpec topic, PartitionPlan plan) => new()
    {
        Name = topic.Name,
        Partitions = plan[topic.Name],
        ReplicationFactor = options.ReplicationFactor,
        Settings = topic.ToKafkaSettings(),
    };
}
