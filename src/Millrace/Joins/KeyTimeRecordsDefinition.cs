using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Joins;

/// <summary>One side's records where each key has its own time.</summary>
internal sealed class KeyTimeRecordsDefinition<TKey, TValue>(
    string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, long retentionMs, SourcePlace place)
    : StoreDefinition(name, "window per key", place)
    where TKey : notnull
{
    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        _keySerde = resolution.Find(keySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Both, Place, Name);
        _valueSerde = resolution.Find(valueSerde, new SerdeContext(topic, IsKey: false), SerdeUse.Both, Place, Name);
    }

    public override TaskStore Create(StreamTask task, int index) =>
        new KeyTimeRecords<TKey, TValue>(task, index, Name, ChangelogTopic(task.ApplicationId), _keySerde!, _valueSerde!, retentionMs);
}
