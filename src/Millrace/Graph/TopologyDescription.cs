namespace Millrace.Graph;

/// <summary>
/// What a graph is, as plain data: for people, for programs, and to be compared with another by
/// <see cref="TopologyDiff"/>. Lists are in the order of definition, topics in that of their names.
/// </summary>
/// <param name="ApplicationId">The application's id.</param>
/// <param name="SubTopologies">Its parts.</param>
public sealed record TopologyDescription(string ApplicationId, IReadOnlyList<SubTopologyDescription> SubTopologies)
{
    /// <summary>Every topic that it needs, internal ones included.</summary>
    public IReadOnlyList<TopicDescription> Topics { get; init; } = [];

    /// <summary>Describes a graph.</summary>
    public static TopologyDescription Of(TopologyGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new TopologyDescription(
            graph.ApplicationId,
            [.. graph.SubTopologies.Select(s => new SubTopologyDescription(s.Index, [.. s.Nodes.Select(n => Describe(graph, n))]))])
        {
            Topics = [.. graph.Topics.Select(t => Describe(graph, t))],
        };
    }

    /// <summary>Reads what <see cref="TopologyDescriptionFormats.ToJson"/> wrote. Members that it does not know are left out.</summary>
    /// <exception cref="TopologyDescriptionException">It is no such text.</exception>
    public static TopologyDescription FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TopologyDescriptionReader.Read(json);
    }

    private static OperatorDescription Describe(TopologyGraph graph, GraphNode node) => new(
        node.Id,
        node.Kind,
        node.Name,
        node.Topology,
        [.. node.Parents.Select(p => p.Id)],
        [.. node.Topics],
        [.. node.Stores.Select(s => Describe(graph, s))])
    {
        Facts = node.Facts,
    };

    private static StoreDescription Describe(TopologyGraph graph, StoreDefinition store)
    {
        var changelog = store.ChangelogTopic(graph.ApplicationId);
        return new StoreDescription(store.Name, store.Kind, changelog)
        {
            KeyFormat = graph.Formats.GetValueOrDefault(new SerdeContext(changelog, IsKey: true)),
            ValueFormat = graph.Formats.GetValueOrDefault(new SerdeContext(changelog, IsKey: false)),
            Facts = store.Facts,
        };
    }

    private static TopicDescription Describe(TopologyGraph graph, TopicSpec topic) => new(topic.Name, topic.Role)
    {
        Partitions = topic.Partitions,
        KeyFormat = graph.Formats.GetValueOrDefault(new SerdeContext(topic.Name, IsKey: true)),
        ValueFormat = graph.Formats.GetValueOrDefault(new SerdeContext(topic.Name, IsKey: false)),
    };
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
    IReadOnlyList<StoreDescription> Stores)
{
    /// <summary>What else is worth knowing of it.</summary>
    public IReadOnlyList<StoreFact> Facts { get; init; } = [];
}

/// <summary>A store.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Changelog">Its changelog topic.</param>
public sealed record StoreDescription(string Name, string Kind, string Changelog)
{
    /// <summary>What its keys are written as (<see cref="Serde{T}.Format"/>); null where that is not known.</summary>
    public string? KeyFormat { get; init; }

    /// <summary>The same for its values.</summary>
    public string? ValueFormat { get; init; }

    /// <summary>What else makes its entries mean what they mean.</summary>
    public IReadOnlyList<StoreFact> Facts { get; init; } = [];
}

/// <summary>A topic.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is to the topology.</param>
public sealed record TopicDescription(string Name, TopicRole Role)
{
    /// <summary>How many partitions its author wants; null for as many as whoever creates it chooses.</summary>
    public int? Partitions { get; init; }

    /// <summary>What its keys are written as (<see cref="Serde{T}.Format"/>); null where that is not known.</summary>
    public string? KeyFormat { get; init; }

    /// <summary>The same for its values.</summary>
    public string? ValueFormat { get; init; }

    /// <summary>Whether only the application itself uses it.</summary>
    public bool IsInternal => Role is TopicRole.Changelog or TopicRole.Repartition;
}
