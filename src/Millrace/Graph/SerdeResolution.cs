using Millrace.State;

namespace Millrace.Graph;

/// <summary>Finds the serdes of a graph while it is built, and remembers what has to be prepared before the first record.</summary>
internal sealed class SerdeResolution(ISerdeProvider provider, string applicationId, StreamsDefaults defaults)
{
    private readonly List<Func<CancellationToken, ValueTask>> _preparations = [];
    private readonly Dictionary<SerdeContext, string> _formats = [];

    private readonly HashSet<StoreDefinition> _stores = [];

    public List<TopologyProblem> Problems { get; } = [];

    public string ApplicationId { get; } = applicationId;

    /// <summary>What holds where a source says nothing else.</summary>
    public StreamsDefaults Defaults { get; } = defaults;

    /// <summary>What the keys and values of each topic are written as, changelogs among them.</summary>
    public IReadOnlyDictionary<SerdeContext, string> Formats => _formats;

    public IReadOnlyList<Func<CancellationToken, ValueTask>> Preparations => _preparations;

    public Serde<T>? Find<T>(Serde<T>? given, SerdeContext context, SerdeUse use, GraphNode node) => Find(given, context, use, node.Place, node.Name);

    public Serde<T>? Find<T>(Serde<T>? given, SerdeContext context, SerdeUse use, SourcePlace place, string name)
    {
        if (given is IComposedSerde composed)
        {
            composed.Resolve(this, context, use, place, name);
            return given;
        }

        var serde = given;
        if (serde is null && !provider.TryGet(out serde))
        {
            Problems.Add(new TopologyProblem(
                place,
                $"'{name}' needs a serde for the {(context.IsKey ? "keys" : "values")} of type {typeof(T).Name} and none is known; " +
                "name one there, or add its provider to the application"));
            return null;
        }

        var found = serde;
        _formats.TryAdd(context, found.Format);
        _preparations.Add(cancellation => found.PrepareAsync(context, use, cancellation));

        // Only stores read what they write.
        return use == SerdeUse.Both ? new StateSerde<T>(found) : found;
    }

    /// <summary>Resolves a store, once for all the nodes that use it.</summary>
    public void Resolve(StoreDefinition store)
    {
        if (_stores.Add(store))
        {
            store.Resolve(this);
        }
    }
}
