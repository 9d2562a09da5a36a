using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Joins;

/// <summary>Where the records of a stream wait that is joined with grace.</summary>
internal sealed class JoinBufferDefinition<TKey, TValue>(string name, Joined<TKey, TValue> joined, TimeSpan grace, SourcePlace place)
    : StoreDefinition(name, "join-buffer", place)
{
    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        _keySerde = resolution.Find(joined.KeySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Both, Place, Name);
        _valueSerde = resolution.Find(joined.ValueSerde, new SerdeContext(topic, IsKey: false), SerdeUse.Both, Place, Name);
    }

    public override TaskStore Create(StreamTask task, int index) =>
        new JoinBuffer<TKey, TValue>(task, index, Name, ChangelogTopic(task.ApplicationId), _keySerde!, _valueSerde!, (long)grace.TotalMilliseconds);
}
