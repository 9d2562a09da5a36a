using System.Runtime.CompilerServices;
using Millrace.Globals;
using Millrace.Graph;
using Millrace.State;

namespace Millrace;

/// <summary>
/// Collects what topologies read, do and write. All topologies of an application share one builder: a topic that
/// several of them read is read, decoded and checked once.
/// </summary>
public sealed class StreamsBuilder
{
    private readonly List<GraphNode> _nodes = [];
    private readonly List<TopologyProblem> _problems = [];
    private readonly Dictionary<string, (GraphNode Node, object? Given)> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourcePlace> _internalTopics = new(StringComparer.Ordinal);
    private readonly List<RepartitionTopic> _repartitions = [];
    private readonly Dictionary<string, TopicSpec> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GlobalTableDefinition> _globals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoreDefinition> _stores = new(StringComparer.Ordinal);
    private readonly StreamsDefaults _defaults;
    private string _topology = "";

    /// <summary>Creates a builder.</summary>
    /// <param name="optimization">What it may do differently from what is written, with the same results.</param>
    /// <param name="defaults">What holds for sources that say nothing else; null for a task that fails on a bad record.</param>
    public StreamsBuilder(TopologyOptimization optimization = TopologyOptimization.None, StreamsDefaults? defaults = null)
    {
        Optimization = optimization;
        _defaults = defaults ?? StreamsDefaults.None;
    }

    internal TopologyOptimization Optimization { get; }

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
        return new KStream<TKey, TValue>(this, Source(topic, consumed, place, () => new SourceNode<TKey, TValue>(TopicName.External(topic), consumed, place)));
    }

    /// <summary>A table of a topic's newest value of each key; a null value deletes the key.</summary>
    /// <param name="topic">The topic, which is partitioned by key.</param>
    /// <param name="store">
    /// The name of the store that holds the table. Without one the table only passes on what comes: it cannot be
    /// joined or grouped, and does not know old values.
    /// </param>
    /// <param name="consumed">How the topic is read; null for the serdes of the types and a task that fails on a bad record.</param>
    /// <param name="materialized">How the table is stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<TKey, TValue> Table<TKey, TValue>(
        string topic,
        string? store = null,
        Consumed<TKey, TValue>? consumed = null,
        Materialized<TKey, TValue>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        var place = SourcePlace.Of(file, line);
        var source = Source(topic, consumed, place, () => new TableSourceNode<TKey, TValue>(topic, consumed, place));
        var stored = materialized ?? Materialized<TKey, TValue>.Default;
        stored = stored with { KeySerde = stored.KeySerde ?? consumed?.KeySerde, ValueSerde = stored.ValueSerde ?? consumed?.ValueSerde };
        var holdsTheSame = Optimization.HasFlag(TopologyOptimization.ReuseSourceTopics) && HoldsWhatItReads(consumed ?? Consumed<TKey, TValue>.Default, stored);
        return new KStream<TKey, Change<TValue>>(this, source).ToStoredTable("table", store, stored, place, holdsTheSame ? topic : null);
    }

    /// <summary>
    /// A table of a topic's newest value of each key, of which every task sees all partitions. Each worker reads the
    /// whole topic before its tasks start, and follows it after.
    /// </summary>
    /// <param name="topic">The topic, which no stream or other table of the application reads.</param>
    /// <param name="store">The name of what holds it.</param>
    /// <param name="consumed">How the topic is read; null for the serdes of the types and a worker that fails on a bad record.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public GlobalKTable<TKey, TValue> GlobalTable<TKey, TValue>(
        string topic,
        string store,
        Consumed<TKey, TValue>? consumed = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        ArgumentException.ThrowIfNullOrWhiteSpace(store);
        var place = SourcePlace.Of(file, line);
        var definition = new GlobalTableDefinition<TKey, TValue>(topic, store, consumed ?? Consumed<TKey, TValue>.Default, place);
        if (!_globals.TryAdd(topic, definition))
        {
            Problem(place, $"Topic '{topic}' is a global table already, at {_globals[topic].Place}. Keep that table in a variable and use it twice");
        }

        if (consumed?.Errors?.Reaction is ErrorReaction.DeadLetter or ErrorReaction.Handled)
        {
            Problem(place, $"The global table of topic '{topic}' is read by no task that could write a dead letter: its errors fail the worker or are skipped");
        }

        return new GlobalKTable<TKey, TValue>(definition);
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
        var resolution = new SerdeResolution(serdes ?? Serdes.Primitive, applicationId, _defaults);
        resolution.Problems.AddRange(_problems);
        if (_sources.Count == 0)
        {
            resolution.Problems.Add(new TopologyProblem(default, "Nothing is read: define at least one stream"));
        }

        CheckGlobals(resolution);
        foreach (var node in _nodes)
        {
            node.Resolve(resolution);
        }

        foreach (var global in _globals.Values)
        {
            global.Resolve(resolution);
        }

        if (resolution.Problems.Count > 0)
        {
            throw new TopologyException(resolution.Problems);
        }

        var graph = new TopologyGraph(applicationId, _nodes, [.. _globals.Values], _topics, _repartitions, resolution);
        return CoPartitioning.Check(graph, _topics) is { Count: > 0 } apart ? throw new TopologyException(apart) : graph;
    }

    internal void Problem(SourcePlace place, string what) => _problems.Add(new TopologyProblem(place, what));

    /// <summary>Notes an internal topic, whose name nobody else may have.</summary>
    internal void AddRepartition(string name, RepartitionTopic topic, SourcePlace place)
    {
        if (!_internalTopics.TryAdd(name, place))
        {
            Problem(place, $"Two repartition topics are called '{name}', the other one at {_internalTopics[name]}. Give each its own name");
        }

        _repartitions.Add(topic);
    }

    /// <summary>What the source above a node does with bad records: an internal topic goes on with it.</summary>
    internal static ErrorPolicy? ErrorsOf(GraphNode node)
    {
        while (node is not ISourceNode && node.Parents.Count > 0)
        {
            node = node.Parents[0];
        }

        return (node as ISourceNode)?.Errors;
    }

    private void CheckGlobals(SerdeResolution resolution)
    {
        foreach (var global in _globals.Values)
        {
            if (_sources.TryGetValue(global.Topic, out var source))
            {
                resolution.Problems.Add(new TopologyProblem(
                    global.Place, $"Topic '{global.Topic}' is a global table here and is read by tasks at {source.Node.Place}. A topic is read in one way"));
            }

            var other = _stores.GetValueOrDefault(global.Store)?.Place ?? _globals.Values.FirstOrDefault(g => g != global && g.Store == global.Store)?.Place;
            if (other is { } place)
            {
                resolution.Problems.Add(new TopologyProblem(
                    global.Place, $"Two stores are called '{global.Store}', the other one at {place}. Give each its own name"));
            }
        }
    }

    /// <summary>Whether a topic's bytes and timestamps are those of the table's store: read with the same serdes, and nothing else done to them.</summary>
    private static bool HoldsWhatItReads<TKey, TValue>(Consumed<TKey, TValue> consumed, Materialized<TKey, TValue> stored) =>
        stored.History is null
        && ReferenceEquals(stored.KeySerde, consumed.KeySerde)
        && ReferenceEquals(stored.ValueSerde, consumed.ValueSerde)
        && consumed with { KeySerde = null, ValueSerde = null, Errors = null } == Consumed<TKey, TValue>.Default;

    private TNode Source<TNode>(string topic, object? given, SourcePlace place, Func<TNode> create)
        where TNode : GraphNode
    {
        if (!_sources.TryGetValue(topic, out var known))
        {
            var source = create();
            _sources.Add(topic, (source, given));
            Add(source);
            return source;
        }

        if (known.Node is TNode same)
        {
            if (!ReferenceEquals(known.Given, given))
            {
                Problem(place, $"Topic '{topic}' is read in two ways; it was read first at {same.Place}. Give the same Consumed object at both places");
            }

            return same;
        }

        Problem(place, $"Topic '{topic}' is read with other types, or as a table and as a stream, here and at {known.Node.Place}. A topic is read in one way, with one type of key and one of value");
        return create();
    }

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
