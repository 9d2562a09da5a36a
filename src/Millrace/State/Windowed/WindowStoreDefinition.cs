using Millrace.Execution;
using Millrace.Graph;

namespace Millrace.State;

/// <summary>A store of values by key and window, as its author named it: plain data until a task opens it.</summary>
internal class WindowStoreDefinition<TKey, TValue>(
    string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, WindowStoreShape shape, SourcePlace place)
    : StoreDefinition(name, "window", place)
    where TKey : notnull
{
    // Windows are as old as the records' timestamps, which may lag behind the broker's clock.
    private static readonly TimeSpan ChangelogMargin = TimeSpan.FromDays(1);

    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public WindowStoreShape Shape { get; } = shape;

    /// <summary>What the author said; null for the serde of the type.</summary>
    protected Serde<TKey>? KeySerde { get; } = keySerde;

    /// <inheritdoc cref="KeySerde"/>
    protected Serde<TValue>? ValueSerde { get; } = valueSerde;

    public override CleanupPolicy ChangelogCleanup => CleanupPolicy.CompactAndDelete;

    public override TimeSpan? ChangelogRetention => TimeSpan.FromMilliseconds(Shape.RetentionMs) + ChangelogMargin;

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        _keySerde = resolution.Find(KeySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Both, Place, Name);
        _valueSerde = resolution.Find(ValueSerde, new SerdeContext(topic, IsKey: false), SerdeUse.Both, Place, Name);
    }

    public override TaskStore Create(StreamTask task, int index) =>
        new WindowStore<TKey, TValue>(task, index, Name, ChangelogTopic(task.ApplicationId), _keySerde!, _valueSerde!, ShapeIn(task));

    /// <summary>What the store is like in a task whose environment may have a say.</summary>
    protected virtual WindowStoreShape ShapeIn(StreamTask task) => Shape;
}
