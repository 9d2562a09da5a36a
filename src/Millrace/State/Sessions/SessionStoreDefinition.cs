using Millrace.Execution;
using Millrace.Graph;
using Millrace.Windows;

namespace Millrace.State;

/// <summary>A store of sessions, as its author named it: plain data until a task opens it.</summary>
internal class SessionStoreDefinition<TKey, TValue>(
    string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, WindowStoreShape shape, SourcePlace place)
    : StoreDefinition(name, "session", place), ITableKeys<Windowed<TKey>>, ITableValues<TValue>
    where TKey : notnull
{
    // Sessions are as old as the records' timestamps, which may lag behind the broker's clock.
    private static readonly TimeSpan ChangelogMargin = TimeSpan.FromDays(1);

    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public override CleanupPolicy ChangelogCleanup => shape.Expires ? CleanupPolicy.CompactAndDelete : CleanupPolicy.Compact;

    public override TimeSpan? ChangelogRetention => shape.Expires ? TimeSpan.FromMilliseconds(shape.RetentionMs) + ChangelogMargin : null;

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        _keySerde = resolution.Find(keySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Both, Place, Name);
        _valueSerde = FindValueSerde(resolution, new SerdeContext(topic, IsKey: false));
    }

    public Serde<Windowed<TKey>>? FindKeySerde(SerdeResolution resolution, SerdeContext context) =>
        resolution.Find(keySerde, context, SerdeUse.Both, Place, Name) is { } inner ? new SessionWindowedSerde<TKey>(inner) : null;

    public Serde<TValue>? FindValueSerde(SerdeResolution resolution, SerdeContext context) =>
        resolution.Find(valueSerde, context, SerdeUse.Both, Place, Name);

    public override TaskStore Create(StreamTask task, int index) =>
        new SessionStore<TKey, TValue>(task, index, Name, ChangelogTopic(task.ApplicationId), _keySerde!, _valueSerde!, shape);
}

/// <summary>The store of sessions of an operator that aggregates by them.</summary>
internal sealed class SessionAggregateDefinition<TKey, TValue>(
    string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, WindowStoreShape shape, SourcePlace place)
    : SessionStoreDefinition<TKey, TValue>(name, keySerde, valueSerde, shape, place), IWindowAggregate
    where TKey : notnull
{
    public required WindowClosing Closing { get; init; }
}
