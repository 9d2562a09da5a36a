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
        var missing = graph.Topics.Where(t => t.Role != TopicRole.Changelog && !partitions.ContainsKey(t.Name)).Select(t => t.Name).ToList();
        if (missing.Count > 0)
        {
            var (what, verb) = missing.Count == 1 ? ("topic", "does") : ("topics", "do");
            throw new TopicMissingException(
                $"{what} {string.Join(", ", missing)} {verb} not exist at {string.Join(",", cluster.Brokers)}: "
                + $"create what is missing with 'millrace topics create --bootstrap-servers {options.Client.BootstrapServers}'");
        }

        await EnsureChangelogsAsync(admin, partitions, cancellation);
    }

    private async Task EnsureChangelogsAsync(ITopicAdmin admin, Dictionary<string, int> partitions, CancellationToken cancellation)
    {
        var problems = new List<string>();
        var wanted = new List<TopicSpecification>();
        foreach (var part in graph.SubTopologies)
        {
            var counts = part.SourceTopics.Select(t => partitions[t]).Distinct().ToList();
            if (counts.Count > 1)
                problems.Add($"topics read together have the same number of partitions: {string.Join(", ", part.SourceTopics.Select(t => $"{t} has {partitions[t]}"))}");
            foreach (var store in part.StoreDefinitions)
            {
                var name = store.ChangelogTopic(graph.ApplicationId);
                if (!partitions.TryGetValue(name, out var found))
                    wanted.Add(Specify(name, counts[0]));
                else if (found != counts[0])
                    problems.Add($"changelog {name} has {found} partitions and its store's input has {counts[0]}");
            }
        }

        if (problems.Count > 0)
            throw new TopicMismatchException(problems);
        if (wanted.Count == 0)
            return;
        await admin.EnsureTopicsAsync(wanted, dryRun: false, cancellation);
        log.TopicsCreated(string.Join(", ", wanted.Select(t => t.Name)));
    }

    private TopicSpecification Specify(string name, int partitions) => new()
    {
        Name = name,
        Partitions = partitions,
        ReplicationFactor = options.ReplicationFactor,
        Settings = graph.Topics.First(t => t.Name == name).ToKafkaSettings(),
    };
}
