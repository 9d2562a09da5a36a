namespace Millrace.Globals;

/// <summary>The global tables of one worker or test driver.</summary>
internal sealed class GlobalStores
{
    private readonly Dictionary<GlobalTableDefinition, GlobalStore> _byDefinition;

    private GlobalStores(IEnumerable<GlobalTableDefinition> definitions) =>
        _byDefinition = definitions.ToDictionary(d => d, d => d.CreateStore());

    public static GlobalStores None { get; } = new([]);

    public IReadOnlyCollection<GlobalStore> All => _byDefinition.Values;

    /// <summary>Makes the empty stores of a graph whose serdes are prepared.</summary>
    public static GlobalStores Of(TopologyGraph graph) => new(graph.GlobalTables);

    public GlobalStore<TKey, TValue> Store<TKey, TValue>(GlobalTableDefinition<TKey, TValue> definition)
        where TKey : notnull =>
        (GlobalStore<TKey, TValue>)_byDefinition[definition];

    /// <summary>The store that a topic fills, or null.</summary>
    public GlobalStore? Of(string topic) => All.FirstOrDefault(s => s.Definition.Topic == topic);
}
