using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Windows;

/// <summary>A store of one value a key and window, for windows that close by their key's own time. Its entries are deleted when their windows close.</summary>
internal sealed class KeyTimeWindowStoreDefinition<TKey, TValue>(string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, SourcePlace place)
    : StoreDefinition(name, "window", place), IWindowAggregate, ITableKeys<Windowed<TKey>>, ITableValues<TValue>
    where TKey : notnull
{
    /// <summary>The windows' size.</summary>
    public required TimeSpan Size { get; init; }

    public required WindowClosing Closing { get; init; }

    private WindowKeySerde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        var inner = resolution.Find(keySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Both, Place, Name);
        _keySerde = inner is null ? null : new WindowKeySerde<TKey>(inner);
        _valueSerde = resolution.Find(valueSerde, new SerdeContext(topic, IsKey: false), SerdeUse.Both, Place, Name);
    }

    public Serde<Windowed<TKey>>? FindKeySerde(SerdeResolution resolution, SerdeContext context) =>
        resolution.Find(keySerde, context, SerdeUse.Both, Place, Name) is { } inner ? new WindowedSerde<TKey>(inner, Size) : null;

    public Serde<TValue>? FindValueSerde(SerdeResolution resolution, SerdeContext context) =>
        resolution.Find(valueSerde, context, SerdeUse.Both, Place, Name);

    public override TaskStore Create(StreamTask task, int index) =>
        new KeyValueStore<WindowKey<TKey>, TValue>(task, index, Name, ChangelogTopic(task.ApplicationId), _keySerde!, _valueSerde!, timestamped: true);
}
