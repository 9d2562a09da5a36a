using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Suppression;

/// <summary>The buffer of a suppression as its author named it.</summary>
/// <param name="name">The store's name.</param>
/// <param name="materialized">The serdes that its author named.</param>
/// <param name="above">The table's node, above which serdes are found that its author did not name.</param>
/// <param name="place">Where it was written.</param>
internal sealed class SuppressBufferDefinition<TKey, TValue>(string name, Materialized<TKey, TValue> materialized, GraphNode above, SourcePlace place)
    : StoreDefinition(name, "suppression", place), ITableKeys<TKey>, ITableValues<TValue>
    where TKey : notnull
{
    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    /// <summary>Makes the clock.</summary>
    public required Func<SuppressBuffer<TKey, TValue>, SuppressClock<TKey, TValue>> Clock { get; init; }

    /// <summary>Whether its size in bytes is asked for.</summary>
    public required bool Measures { get; init; }

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        _keySerde = FindKeySerde(resolution, new SerdeContext(topic, IsKey: true));
        _valueSerde = FindValueSerde(resolution, new SerdeContext(topic, IsKey: false));
    }

    public Serde<TKey>? FindKeySerde(SerdeResolution resolution, SerdeContext context) => materialized.KeySerde is { } given
        ? resolution.Find(given, context, SerdeUse.Both, Place, Name)
        : TableSerdes.FindKey<TKey>(above, resolution, context, Place, Name);

    public Serde<TValue>? FindValueSerde(SerdeResolution resolution, SerdeContext context) => materialized.ValueSerde is { } given
        ? resolution.Find(given, context, SerdeUse.Both, Place, Name)
        : TableSerdes.FindValue<TValue>(above, resolution, context, Place, Name);

    public override TaskStore Create(StreamTask task, int index) =>
        new SuppressBuffer<TKey, TValue>(task, index, Name, ChangelogTopic(task.ApplicationId), _keySerde!, _valueSerde!, Clock, Measures);
}
