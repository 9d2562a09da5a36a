namespace Millrace.Graph;

/// <summary>How many partitions the topics of a graph have, or are to have, given those that are there.</summary>
/// <remarks>
/// A repartition topic has as many as its author said; else as many as the topics that are read together with it; else
/// as many as the inputs of what writes it. A changelog has as many as its store's inputs.
/// </remarks>
public sealed class PartitionPlan
{
    private readonly Dictionary<string, int> _counts;

    private PartitionPlan(Dictionary<string, int> counts, IReadOnlyList<string> problems)
    {
        _counts = counts;
        Problems = problems;
    }

    /// <summary>What does not fit together, a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>How many partitions a topic has or is to have; null for one that the graph does not read and that is no store's.</summary>
    public int? this[string topic] => _counts.TryGetValue(topic, out var count) ? count : null;

    internal static PartitionPlan Of(TopologyGraph graph, IReadOnlyDictionary<string, int> found)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var topic in graph.SubTopologies.SelectMany(s => s.SourceTopics))
        {
            if (found.TryGetValue(topic, out var count))
            {
                counts[topic] = count;
            }
        }

        var open = graph.Repartitions.Where(r => !counts.ContainsKey(r.Source.Topics[0])).ToList();
        while (open.RemoveAll(r => TryCount(graph, r, counts)) > 0)
        {
            // Each topic that is settled may settle those behind it.
        }

        var problems = new List<string>();
        foreach (var part in graph.SubTopologies)
        {
            Check(graph, part, counts, found, problems);
        }

        return new PartitionPlan(counts, problems);
    }

    private static bool TryCount(TopologyGraph graph, RepartitionTopic repartition, Dictionary<string, int> counts)
    {
        var topic = repartition.Source.Topics[0];
        if (repartition.Partitions is { } given)
        {
            counts[topic] = given;
            return true;
        }

        var together = PartOf(repartition.Source).SourceTopics.Where(counts.ContainsKey).Select(t => counts[t]).ToList();
        var writers = PartOf(repartition.Sink).SourceTopics;
        if (together.Count == 0 && !writers.All(counts.ContainsKey))
        {
            return false;
        }

        counts[topic] = together.Count > 0 ? together[0] : writers.Max(t => counts[t]);
        return true;

        SubTopology PartOf(GraphNode node) => graph.SubTopologies.First(s => s.Nodes.Contains(node));
    }

    private static void Check(
        TopologyGraph graph, SubTopology part, Dictionary<string, int> counts, IReadOnlyDictionary<string, int> found, List<string> problems)
    {
        var known = part.SourceTopics.Where(counts.ContainsKey).ToList();
        if (known.Count == 0)
        {
            return;
        }

        var first = counts[known[0]];
        if (known.Exists(t => counts[t] != first))
        {
            problems.Add($"topics read together have the same number of partitions: {string.Join(", ", known.Select(t => $"{t} has {counts[t]}"))}");
        }

        foreach (var changelog in part.StoreDefinitions.Select(s => s.ChangelogTopic(graph.ApplicationId)))
        {
            if (found.TryGetValue(changelog, out var actual) && actual != first)
            {
                problems.Add($"changelog {changelog} has {actual} partitions and its store's input has {first}");
            }

            counts.TryAdd(changelog, first);
        }
    }
}
