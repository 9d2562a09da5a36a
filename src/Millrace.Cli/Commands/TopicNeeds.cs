using Millrace.Cli.Catalog;
using Millrace.Kafka;

namespace Millrace.Cli.Commands;

/// <summary>A topic that workers need.</summary>
/// <param name="Topic">What it has to be like.</param>
/// <param name="Workers">Who uses it.</param>
internal sealed record TopicNeed(TopicSpec Topic, IReadOnlyList<string> Workers);

/// <summary>The topics that the workers of the catalog need: what they read and write by name, then those of their own.</summary>
internal sealed class TopicNeeds
{
    public const int DefaultPartitions = 6;

    private readonly IReadOnlyList<TopologyGraph> _graphs;

    private TopicNeeds(IReadOnlyList<TopologyGraph> graphs, IReadOnlyList<TopicNeed> topics)
    {
        _graphs = graphs;
        Topics = topics;
    }

    public IReadOnlyList<TopicNeed> Topics { get; }

    /// <summary>Those of one worker or of all.</summary>
    public static TopicNeeds Of(string? worker)
    {
        var workers = worker is null ? WorkerCatalog.All : [WorkerCatalog.Find(worker).Worker];
        var graphs = workers.Select(w => (w.Name, Graph: w.Graph(w.TopologyNames))).ToList();
        return new TopicNeeds(
            [.. graphs.Select(g => g.Graph)],
            [
                .. graphs
                    .SelectMany(g => g.Graph.Topics.Select(t => (Topic: t, Worker: g.Name)))
                    .GroupBy(t => t.Topic.Name, StringComparer.Ordinal)
                    .OrderBy(g => g.First().Topic.IsInternal)
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new TopicNeed(g.First().Topic, [.. g.Select(t => t.Worker)])),
            ]);
    }

    /// <summary>What is to be created where some topics are there already.</summary>
    /// <param name="found">The partitions of those that are there.</param>
    /// <param name="partitions">How many partitions a topic is to have; null takes what is there, and else the default.</param>
    /// <param name="replication">How many replicas; null is the broker's default.</param>
    public IReadOnlyList<TopicSpecification> Specify(IReadOnlyDictionary<string, int> found, int? partitions, short? replication)
    {
        var counts = new Dictionary<string, int>(found, StringComparer.Ordinal);
        foreach (var need in Topics.Where(n => !n.Topic.IsInternal))
        {
            counts.TryAdd(need.Topic.Name, need.Topic.Partitions ?? partitions ?? DefaultPartitions);
        }

        var plans = _graphs.Select(g => g.PlanPartitions(counts)).ToList();
        return
        [
            .. Topics.Select(need => new TopicSpecification
            {
                Name = need.Topic.Name,
                Partitions = need.Topic.IsInternal
                    ? plans.Select(p => p[need.Topic.Name]).FirstOrDefault(n => n is not null)
                    : need.Topic.Partitions ?? partitions ?? (found.ContainsKey(need.Topic.Name) ? null : DefaultPartitions),
                ReplicationFactor = replication,
                Settings = need.Topic.ToKafkaSettings(),
            }),
        ];
    }
}
