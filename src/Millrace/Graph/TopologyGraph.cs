using Millrace.Execution;
using Millrace.Globals;
using Millrace.Graph;

namespace Millrace;

/// <summary>The topologies of one application, put together: immutable, and ready to become tasks.</summary>
public sealed class TopologyGraph
{
    private readonly IReadOnlyList<Func<CancellationToken, ValueTask>> _preparations;
    private readonly StreamsDefaults _defaults;

    internal TopologyGraph(
        string applicationId,
        IReadOnlyList<GraphNode> nodes,
        IReadOnlyList<GlobalTableDefinition> globals,
        IReadOnlyDictionary<string, TopicSpec> declared,
        IReadOnlyList<RepartitionTopic> repartitions,
        SerdeResolution resolution)
    {
        ApplicationId = applicationId;
        Nodes = nodes;
        GlobalTables = globals;
        Repartitions = repartitions;
        _preparations = resolution.Preparations;
        Formats = resolution.Formats;
        _defaults = resolution.Defaults;
        SubTopologies = Connect(nodes);
        Topics = CollectTopics(declared);
    }

    /// <summary>The application's id.</summary>
    public string ApplicationId { get; }

    /// <summary>The parts that are run apart from each other.</summary>
    public IReadOnlyList<SubTopology> SubTopologies { get; }

    /// <summary>Every topic that the application needs, changelogs included, by name.</summary>
    public IReadOnlyList<TopicSpec> Topics { get; }

    internal IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>The tables of which every task sees all partitions; they belong to no sub-topology.</summary>
    internal IReadOnlyList<GlobalTableDefinition> GlobalTables { get; }

    internal IReadOnlyList<RepartitionTopic> Repartitions { get; }

    /// <summary>What the keys and values of each topic are written as.</summary>
    internal IReadOnlyDictionary<SerdeContext, string> Formats { get; }

    /// <summary>
    /// Lets every serde obtain what it needs, for example ids from a registry. Call it before the first task.
    /// </summary>
    /// <exception cref="MillraceException">A serde cannot be used; <see cref="MillraceException.IsTransient"/> says whether trying again makes sense.</exception>
    public async Task PrepareAsync(CancellationToken cancellation = default)
    {
        foreach (var prepare in _preparations)
        {
            await prepare(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>How many partitions each topic that is read, and each of the application's own, has or is to have.</summary>
    /// <param name="found">The partitions of the topics that are there.</param>
    public PartitionPlan PlanPartitions(IReadOnlyDictionary<string, int> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return PartitionPlan.Of(this, found);
    }

    /// <summary>A task whose stores are open, to be restored and then started.</summary>
    internal StreamTask OpenTask(TaskId id, TaskEnvironment environment) =>
        new(SubTopologies[id.SubTopology], id.Partition, ApplicationId, environment with { Errors = _defaults.Errors });

    /// <summary>A task that has started.</summary>
    internal StreamTask CreateTask(TaskId id, TaskEnvironment environment)
    {
        var task = OpenTask(id, environment);
        task.Start();
        return task;
    }

    private static SubTopology[] Connect(IReadOnlyList<GraphNode> nodes)
    {
        var group = Enumerable.Range(0, nodes.Count).ToArray();
        var byStore = new Dictionary<StoreDefinition, int>();
        foreach (var node in nodes)
        {
            foreach (var parent in node.Parents)
            {
                Union(parent.Id, node.Id);
            }

            foreach (var store in node.Stores)
            {
                if (!byStore.TryAdd(store, node.Id))
                {
                    Union(byStore[store], node.Id);
                }
            }
        }

        return [.. nodes.GroupBy(n => Find(n.Id)).OrderBy(g => g.Key).Select((g, i) => new SubTopology(i, [.. g]))];

        int Find(int id) => group[id] == id ? id : group[id] = Find(group[id]);

        // The lower number wins, so that sub-topologies are numbered in the order of their first node.
        void Union(int a, int b)
        {
            var (x, y) = (Find(a), Find(b));
            group[Math.Max(x, y)] = Math.Min(x, y);
        }
    }

    private TopicSpec[] CollectTopics(IReadOnlyDictionary<string, TopicSpec> declared)
    {
        var topics = new Dictionary<string, TopicSpec>(StringComparer.Ordinal);
        foreach (var node in Nodes)
        {
            foreach (var topic in node.Topics)
            {
                AddTopic(topic, node.IsSource ? TopicRole.Input : TopicRole.Output);
            }

            if (node is ISourceNode { DeadLetterTopic: { } deadLetters })
            {
                AddTopic(deadLetters, TopicRole.DeadLetter);
            }

            foreach (var store in node.Stores)
            {
                var changelog = store.ChangelogTopic(ApplicationId);
                topics.TryAdd(changelog, new TopicSpec(changelog) { Cleanup = store.ChangelogCleanup, Role = TopicRole.Changelog, Retention = store.ChangelogRetention, Settings = store.ChangelogSettings });
            }
        }

        foreach (var global in GlobalTables)
        {
            AddTopic(global.Topic, TopicRole.Input);
        }

        foreach (var repartition in Repartitions)
        {
            // Nothing may be lost before it was read again, however long that takes; what was read is deleted by the worker.
            var name = repartition.Source.Topics[0];
            topics[name] = new TopicSpec(name) { Role = TopicRole.Repartition, Partitions = repartition.Partitions, Retention = Timeout.InfiniteTimeSpan };
        }

        return [.. topics.Values.OrderBy(t => t.Name, StringComparer.Ordinal)];

        void AddTopic(string name, TopicRole role)
        {
            // What is read is an input even where the same application writes it too.
            if (!topics.TryGetValue(name, out var known) || (known.Role != TopicRole.Input && role == TopicRole.Input))
            {
                topics[name] = (declared.GetValueOrDefault(name) ?? new TopicSpec(name)) with { Role = role };
            }
        }
    }
}
