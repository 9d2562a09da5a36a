using Millrace.Cli.Catalog;
using Millrace.Kafka;

namespace Millrace.Cli.Commands;

/// <summary>A topic that workers need.</summary>
/// <param name="Topic">What it has to be like.</param>
/// <param name="Workers">Who uses it.</param>
/// <param name="FollowsTopic">For a store's log: the input whose partitions it has to have as many as; else null.</param>
internal sealed record TopicNeed(TopicSpec Topic, IReadOnlyList<string> Workers, string? FollowsTopic);

/// <summary>The topics that the workers of the catalog need.</summary>
internal static class TopicNeeds
{
    public const int DefaultPartitions = 6;

    /// <summary>Those of one worker or of all: what it reads and writes by name, then the logs of its stores.</summary>
    public static IReadOnlyList<TopicNeed> Of(string? worker)
    {
        var workers = worker is null ? WorkerCatalog.All : [WorkerCatalog.Find(worker).Worker];
        var graphs = workers.Select(w => (w.Name, Graph: w.Graph(w.TopologyNames))).ToList();
        var inputs = graphs.SelectMany(g => Inputs(g.Graph)).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. graphs
                .SelectMany(g => g.Graph.Topics.Select(t => (Topic: t, Worker: g.Name)))
                .GroupBy(t => t.Topic.Name, StringComparer.Ordinal)
                .OrderBy(g => g.First().Topic.Role == TopicRole.Changelog)
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new TopicNeed(g.First().Topic, [.. g.Select(t => t.Worker)], inputs.GetValueOrDefault(g.Key))),
        ];
    }

    /// <summary>What is to be created where some topics are there already.</summary>
    /// <param name="needs">The topics.</param>
    /// <param name="found">The partitions of those that are there.</param>
    /// <param name="partitions">How many partitions a topic is to have; null takes what is there, and else the default.</param>
    /// <param name="replication">How many replicas; null is the broker's default.</param>
    public static IReadOnlyList<TopicSpecification> Specify(
        IReadOnlyList<TopicNeed> needs, IReadOnlyDictionary<string, int> found, int? partitions, short? replication) =>
    [
        .. needs.Select(need => new TopicSpecification
        {
            Name = need.Topic.Name,
            Partitions = need.FollowsTopic is { } input && found.TryGetValue(input, out var count) ? count
                : need.Topic.Partitions ?? partitions ?? (found.ContainsKey(need.Topic.Name) ? null : DefaultPartitions),
            ReplicationFactor = replication,
            Settings = need.Topic.ToKafkaSettings(),
        }),
    ];

    /// <summary>The input of each store's log; its name is Kafka Streams' own.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Inputs(TopologyGraph graph) =>
        from part in graph.SubTopologies
        from store in part.Stores
        select KeyValuePair.Create($"{graph.ApplicationId}-{store}-changelog", part.SourceTopics[0]);
}
