namespace Millrace.Graph;

/// <summary>What a graph is, as plain data: for people, for programs, and to be compared with another.</summary>
/// <param name="ApplicationId">The application's id.</param>
/// <param name="SubTopologies">Its parts.</param>
public sealed record TopologyDescription(string ApplicationId, IReadOnlyList<SubTopologyDescription> SubTopologies)
{
    /// <summary>Describes a graph.</summary>
    public static TopologyDescription Of(TopologyGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new TopologyDescription(
            graph.ApplicationId,
            [.. graph.SubTopologies.Select(s => new SubTopologyDescription(s.Index, [.. s.Nodes.Select(n => Describe(graph, n))]))]);
    }

    private static OperatorDescription Describe(TopologyGraph graph, GraphNode node) => new(
        node.Id,
        node.Kind,
        node.Name,
        node.Topology,
        [.. node.Parents.Select(p => p.Id)],
        [.. node.Topics],
        [.. node.Stores.Select(s => new StoreDescription(s.Name, s.Kind, s.ChangelogTopic(graph.ApplicationId)))]);
}

/// <summary>A part of a graph that becomes one task a partition.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Operators">Its operators, in the order of their definition.</param>
public sealed record SubTopologyDescription(int Index, IReadOnlyList<OperatorDescription> Operators);

/// <summary>An operator.</summary>
/// <param name="Id">Its number in the graph.</param>
/// <param name="Kind">What it does, as in the DSL.</param>
/// <param name="Name">Its name; for sources and sinks the topic.</param>
/// <param name="Topology">The topology class that defined it.</param>
/// <param name="Inputs">The numbers of the operators that feed it.</param>
/// <param name="Topics">The topics that it reads or writes.</param>
/// <param name="Stores">The stores that it uses.</param>
public sealed record OperatorDescription(
    int Id,
    string Kind,
    string Name,
    string Topology,
    IReadOnlyList<int> Inputs,
    IReadOnlyList<string> Topics,
    IReadOnlyList<StoreDescription> Stores);

/// <summary>A store.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Changelog">Its changelog topic.</param>
public sealed record StoreDescription(string Name, string Kind, string Changelog);
