using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Windows;

/// <summary>A store of one value a key and window. Its entries are deleted when their windows close.</summary>
internal sealed class WindowStoreDefinition<TKey, TValue>(string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, SourcePlace place)
    : StoreDefinition(name, "window", place)
    where TKey : notnull
{
    private WindowKeySerde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        var inner = resolution.Find(keySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Both, Place, Name);
        _keySerde = inner is null ? null : new WindowKeySerde<TKey>(inner);
        _valueSerde = resolution.Find(valueSerde, new SerdeContext(topic, IsKey: false), SerdeUse.Both, Place, Name);
    }

    public override TaskStore Create(StreamTask task, int index) =>
        new KeyValueStore<WindowKey<TKey>, TValue>(task, index, Name, ChangelogTopic(task.ApplicationId), _keySerde!, _valueSerde!, timestamped: true);
}
