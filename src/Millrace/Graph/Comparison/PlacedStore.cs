namespace Millrace.Graph.Comparison;

/// <summary>A store with what it stands among.</summary>
/// <param name="Store">The store.</param>
/// <param name="SubTopology">The number of its sub-topology.</param>
/// <param name="Owner">The first operator that uses it.</param>
/// <param name="Feeds">The topics whose records reach that operator.</param>
internal sealed record PlacedStore(StoreDescription Store, int SubTopology, OperatorDescription Owner, IReadOnlyList<TopicDescription> Feeds)
{
    /// <summary>The stores of a graph by name.</summary>
    public static IReadOnlyDictionary<string, PlacedStore> Of(TopologyDescription description)
    {
        var operators = description.SubTopologies.SelectMany(s => s.Operators).ToDictionary(o => o.Id);
        var topics = description.Topics.ToDictionary(t => t.Name, StringComparer.Ordinal);
        var found = new SortedDictionary<string, PlacedStore>(StringComparer.Ordinal);
        foreach (var part in description.SubTopologies)
        {
            foreach (var node in part.Operators)
            {
                foreach (var store in node.Stores)
                {
                    found.TryAdd(store.Name, new PlacedStore(store, part.Index, node, [.. FeedsOf(node, operators, topics)]));
                }
            }
        }

        return found;
    }

    private static IEnumerable<TopicDescription> FeedsOf(
        OperatorDescription node, Dictionary<int, OperatorDescription> operators, Dictionary<string, TopicDescription> topics)
    {
        var seen = new HashSet<int>();
        var open = new Stack<OperatorDescription>([node]);
        while (open.TryPop(out var next))
        {
            if (next.Inputs.Count == 0)
            {
                foreach (var topic in next.Topics)
                {
                    yield return topics.GetValueOrDefault(topic) ?? new TopicDescription(topic, TopicRole.Input);
                }
            }

            foreach (var input in next.Inputs.Where(i => operators.ContainsKey(i) && seen.Add(i)))
            {
                open.Push(operators[input]);
            }
        }
    }
}
