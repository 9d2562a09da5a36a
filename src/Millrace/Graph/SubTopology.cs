namespace Millrace.Graph;

/// <summary>
/// A part of the graph that is connected without going through a topic: it becomes one task for each partition number
/// of its inputs.
/// </summary>
public sealed class SubTopology
{
    internal SubTopology(int index, IReadOnlyList<GraphNode> nodes)
    {
        Index = index;
        Nodes = nodes;
        SourceNodes = [.. nodes.OfType<ISourceNode>()];
        SourceTopics = [.. SourceNodes.Select(s => s.Topic)];
        StoreDefinitions = [.. nodes.SelectMany(n => n.Stores).Distinct()];
        Stores = [.. StoreDefinitions.Select(s => s.Name)];
    }

    /// <summary>Its number, from 0.</summary>
    public int Index { get; }

    /// <summary>The topics that it reads, in the order of the task's sources.</summary>
    public IReadOnlyList<string> SourceTopics { get; }

    /// <summary>The names of its stores, in the order of the task's state backend.</summary>
    public IReadOnlyList<string> Stores { get; }

    /// <summary>The number of a topic among those that it reads; -1 if it does not.</summary>
    internal int SourceIndex(string topic)
    {
        for (var i = 0; i < SourceTopics.Count; i++)
        {
            if (SourceTopics[i] == topic)
            {
                return i;
            }
        }

        return -1;
    }

    internal IReadOnlyList<GraphNode> Nodes { get; }

    internal IReadOnlyList<ISourceNode> SourceNodes { get; }

    internal IReadOnlyList<StoreDefinition> StoreDefinitions { get; }
}
