using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Distinct;

/// <summary>A store of each key's ids.</summary>
internal sealed class SeenIdsStoreDefinition<TKey, TId>(string name, Serde<TKey>? keySerde, Serde<TId>? idSerde, SourcePlace place)
    : StoreDefinition(name, "distinct", place)
    where TKey : notnull
    where TId : notnull
{
    private Serde<TKey>? _keySerde;
    private SeenIdsSerde<TId>? _valueSerde;

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        _keySerde = resolution.Find(keySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Both, Place, Name);
        var inner = resolution.Find(idSerde, new SerdeContext(topic, IsKey: false), SerdeUse.Both, Place, Name);
        _valueSerde = inner is null ? null : new SeenIdsSerde<TId>(inner);
    }

    public override TaskStore Create(StreamTask task, int index) =>
        new KeyValueStore<TKey, SeenIds<TId>>(task, index, Name, ChangelogTopic(task.ApplicationId), _keySerde!, _valueSerde!, timestamped: false);
}
