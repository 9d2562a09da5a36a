namespace Millrace.Graph;

/// <summary>
/// Joined inputs have to be partitioned alike, or records of one key would lie in different tasks. What is known of
/// partitions while a graph is built are those of declared topics and of repartition topics; the rest is looked at when
/// a worker starts.
/// </summary>
internal sealed class CoPartitioning
{
    private readonly Dictionary<GraphNode, Input> _groups = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<StoreDefinition, GraphNode> _byStore = [];
    private readonly PartitionPlan _plan;
    private readonly List<TopologyProblem> _problems = [];

    private CoPartitioning(PartitionPlan plan) => _plan = plan;

    /// <summary>Every operator that joins inputs of which it is known that they have different numbers of partitions.</summary>
    public static IReadOnlyList<TopologyProblem> Check(TopologyGraph graph, IReadOnlyDictionary<string, TopicSpec> declared)
    {
        var counts = declared.Values.Where(t => t.Partitions is not null).ToDictionary(t => t.Name, t => t.Partitions!.Value, StringComparer.Ordinal);
        var check = new CoPartitioning(graph.PlanPartitions(counts));
        foreach (var node in graph.Nodes)
        {
            check.Add(node);
        }

        return check._problems;
    }

    private void Add(GraphNode node)
    {
        var group = new Input();
        _groups.Add(node, group);
        if (node is ISourceNode source && _plan[source.Topic] is { } count)
        {
            (group.Topic, group.Partitions) = (source.Topic, count);
        }

        foreach (var parent in node.Parents)
        {
            Unite(node, parent);
        }

        foreach (var store in node.Stores)
        {
            if (!_byStore.TryAdd(store, node))
            {
                Unite(node, _byStore[store]);
            }
        }
    }

    private void Unite(GraphNode node, GraphNode other)
    {
        var (a, b) = (Root(_groups[node]), Root(_groups[other]));
        if (ReferenceEquals(a, b))
        {
            return;
        }

        if (a.Partitions is null)
        {
            (a.Topic, a.Partitions) = (b.Topic, b.Partitions);
        }
        else if (b.Partitions is not null && a.Partitions != b.Partitions && node.Stores.Count > 0)
        {
            _problems.Add(new TopologyProblem(
                node.Place,
                $"'{node.Name}' joins topic '{b.Topic}', which has {b.Partitions} partitions, with topic '{a.Topic}', which has {a.Partitions}: " +
                "records of one key would lie in different tasks. Give the topics the same number, or send one side through Repartition(...)"));
        }

        b.Above = a;
    }

    private static Input Root(Input input)
    {
        while (input.Above is { } above)
        {
            input = above;
        }

        return input;
    }

    /// <summary>What flows together, by the first of its topics whose partitions are known.</summary>
    private sealed class Input
    {
        public Input? Above { get; set; }

        public string? Topic { get; set; }

        public int? Partitions { get; set; }
    }
}
