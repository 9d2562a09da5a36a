using Millrace.Execution;
using Millrace.Graph;

namespace Millrace.State;

/// <summary>
/// A store of one value a key, as its author named it. Entries are timestamped where they carry the timestamp of what
/// went into them, as tables' do.
/// </summary>
internal sealed class KeyValueStoreDefinition<TKey, TValue>(
    string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, bool timestamped, SourcePlace place, int? capacity = null)
    : StoreDefinition(name, "key-value", place), ITableKeys<TKey>, ITableValues<TValue>
    where TKey : notnull
{
    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    /// <summary>The keys' serde that the author named, or null.</summary>
    public Serde<TKey>? KeySerde { get; } = keySerde;

    /// <summary>The values' serde that the author named, or null.</summary>
    public Serde<TValue>? ValueSerde { get; } = valueSerde;

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        _keySerde = resolution.Find(KeySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Both, Place, Name);
        _valueSerde = resolution.Find(ValueSerde, new SerdeContext(topic, IsKey: false), SerdeUse.Both, Place, Name);
    }

    public Serde<TKey>? FindKeySerde(SerdeResolution resolution, SerdeContext context) => resolution.Find(KeySerde, context, SerdeUse.Both, Place, Name);

    public Serde<TValue>? FindValueSerde(SerdeResolution resolution, SerdeContext context) => resolution.Find(ValueSerde, context, SerdeUse.Both, Place, Name);

    public override TaskStore Create(StreamTask task, int index)
    {
        var store = new KeyValueStore<TKey, TValue>(task, index, Name, ChangelogTopic(task.ApplicationId), _keySerde!, _valueSerde!, timestamped);
        return capacity is { } entries ? new LruStore<TKey, TValue>(task, index, store, entries) : store;
    }
}
