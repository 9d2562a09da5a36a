using Millrace.Graph;

namespace Millrace.Globals;

/// <summary>A table of which every task sees all partitions: plain data until a worker or a test driver reads its topic.</summary>
internal abstract class GlobalTableDefinition(string topic, string store, SourcePlace place)
{
    public string Topic { get; } = topic;

    /// <summary>The name that its author gave to what holds it.</summary>
    public string Store { get; } = store;

    public SourcePlace Place { get; } = place;

    public abstract void Resolve(SerdeResolution resolution);

    /// <summary>Makes the empty store of a worker.</summary>
    public abstract GlobalStore CreateStore();
}

/// <summary>The same with its types.</summary>
internal sealed class GlobalTableDefinition<TKey, TValue>(string topic, string store, Consumed<TKey, TValue> consumed, SourcePlace place)
    : GlobalTableDefinition(topic, store, place)
    where TKey : notnull
{
    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public Consumed<TKey, TValue> Consumed => consumed;

    public override void Resolve(SerdeResolution resolution)
    {
        _keySerde = resolution.Find(consumed.KeySerde, new SerdeContext(Topic, IsKey: true), SerdeUse.Read, Place, Store);
        _valueSerde = resolution.Find(consumed.ValueSerde, new SerdeContext(Topic, IsKey: false), SerdeUse.Read, Place, Store);
    }

    public override GlobalStore CreateStore() => new GlobalStore<TKey, TValue>(this, _keySerde!, _valueSerde!);
}
