using System.Runtime.CompilerServices;
using Millrace.Graph;

namespace Millrace;

/// <summary>
/// Collects what topologies read, do and write. All topologies of an application share one builder: a topic that
/// several of them read is read, decoded and checked once.
/// </summary>
public sealed class StreamsBuilder
{
    private readonly List<GraphNode> _nodes = [];
    private readonly List<TopologyProblem> _problems = [];
    private readonly Dictionary<string, GraphNode> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TopicSpec> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoreDefinition> _stores = new(StringComparer.Ordinal);
    private string _topology = "";

    /// <summary>A stream of a topic's records.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="consumed">
    /// How it is read; null for the serdes of the types, the records' own timestamps, and a task that fails on a bad
    /// record. Topologies that read the same topic give the very same object.
    /// </param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KStream<TKey, TValue> Stream<TKey, TValue>(
        string topic,
        Consumed<TKey, TValue>? consumed = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        var place = SourcePlace.Of(file, line);
        if (!_sources.TryGetValue(topic, out var known))
        {
            var source = new SourceNode<TKey, TValue>(topic, consumed, place);
            _sources.Add(topic, source);
            Add(source);
            return new KStream<TKey, TValue>(this, source);
        }

        if (known is SourceNode<TKey, TValue> same)
        {
            if (!ReferenceEquals(same.Given, consumed))
            {
                Problem(place, $"Topic '{topic}' is read in two ways; it was read first at {same.Place}. Give the same Consumed object at both places");
            }

            return new KStream<TKey, TValue>(this, same);
        }

        Problem(place, $"Topic '{topic}' is read as {typeof(TKey).Name}, {typeof(TValue).Name} here and with other types at {known.Place}. A topic has one type of key and one of value");
        return new KStream<TKey, TValue>(this, new SourceNode<TKey, TValue>(topic, consumed, place));
    }

    /// <summary>
    /// Says what a topic has to be like, for whoever creates or checks it. A topic of which nothing is said has the
    /// broker's defaults.
    /// </summary>
    public StreamsBuilder Declare(TopicSpec topic, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (_topics.TryGetValue(topic.Name, out var known) && !Same(known, topic))
        {
            Problem(SourcePlace.Of(file, line), $"Topic '{topic.Name}' was declared before as something else");
        }

        _topics[topic.Name] = topic;
        return this;

        static bool Same(TopicSpec a, TopicSpec b) =>
            a with { Settings = b.Settings } == b && a.Settings.Count == b.Settings.Count && !a.Settings.Except(b.Settings).Any();
    }

    /// <summary>Adds what a topology defines.</summary>
    public StreamsBuilder Add(Topology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        var before = _topology;
        _topology = topology.Name;
        topology.DefineInto(this);
        _topology = before;
        return this;
    }

    /// <summary>Puts the graph together.</summary>
    /// <param name="applicationId">The application's id: its consumer group, and the beginning of the names of its internal topics.</param>
    /// <param name="serdes">Finds the serdes that the author did not name; null for those of primitive types alone.</param>
    /// <exception cref="TopologyException">Something is wrong with the topologies; it tells all of it.</exception>
    public TopologyGraph Build(string applicationId, ISerdeProvider? serdes = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(applicationId);
        var resolution = new SerdeResolution(serdes ?? Serdes.Primitive, applicationId);
        resolution.Problems.AddRange(_problems);
        if (_sources.Count == 0)
        {
            resolution.Problems.Add(new TopologyProblem(default, "Nothing is read: define at least one stream"));
        }

        foreach (var node in _nodes)
        {
            node.Resolve(resolution);
        }

        return resolution.Problems.Count > 0
            ? throw new TopologyException(resolution.Problems)
            : new TopologyGraph(applicationId, _nodes, _topics, resolution.Preparations);
    }

    internal void Problem(SourcePlace place, string what) => _problems.Add(new TopologyProblem(place, what));

    internal void Add(GraphNode node, params ReadOnlySpan<GraphNode> parents)
    {
        node.Id = _nodes.Count;
        node.Topology = _topology;
        _nodes.Add(node);
        foreach (var parent in parents)
        {
            node.Parents.Add(parent);
        }

        foreach (var store in node.Stores)
        {
            if (_stores.TryGetValue(store.Name, out var known) && !ReferenceEquals(known, store))
            {
                Problem(node.Place, $"Two stores are called '{store.Name}', the other one at {known.Place}. A store's name is its state's identity: give each its own");
            }

            _stores[store.Name] = store;
        }
    }
}
