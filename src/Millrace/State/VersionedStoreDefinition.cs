using Millrace.Execution;
using Millrace.Graph;

namespace Millrace.State;

/// <summary>A versioned store, as its author named it.</summary>
internal sealed class VersionedStoreDefinition<TKey, TValue>(
    string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, TimeSpan history, TimeSpan? segment, SourcePlace place)
    : StoreDefinition(name, "versioned", place)
    where TKey : notnull
{
    // Kafka Streams' windowstore.changelog.additional.retention.ms: the broker's clock is not stream time.
    private static readonly TimeSpan ClockDrift = TimeSpan.FromDays(1);

    private Serde<TKey>? _keySerde;
    private Serde<TValue>? _valueSerde;

    public TimeSpan History { get; } = history;

    /// <summary>The keys' serde that the author named, or null.</summary>
    public Serde<TKey>? KeySerde { get; } = keySerde;

    /// <summary>The values' serde that the author named, or null.</summary>
    public Serde<TValue>? ValueSerde { get; } = valueSerde;

    /// <summary>A compaction before history is over would lose versions.</summary>
    public override IReadOnlyDictionary<string, string> ChangelogSettings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["min.compaction.lag.ms"] = ((long)(history + ClockDrift).TotalMilliseconds).ToString(),
    };

    /// <summary>The step by which expired versions are looked for, as Kafka Streams chooses it.</summary>
    public static TimeSpan DefaultSegment(TimeSpan history) =>
        history <= TimeSpan.FromMinutes(1) ? Longer(history / 3, TimeSpan.FromSeconds(2))
        : history <= TimeSpan.FromHours(1) ? Longer(history / 5, TimeSpan.FromMinutes(1))
        : Longer(history / 24, TimeSpan.FromHours(1));

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        _keySerde = resolution.Find(KeySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Both, Place, Name);
        _valueSerde = resolution.Find(ValueSerde, new SerdeContext(topic, IsKey: false), SerdeUse.Both, Place, Name);
    }

    public override TaskStore Create(StreamTask task, int index)
    {
        var changelog = ChangelogTopic(task.ApplicationId);
        return new VersionedStore<TKey, TValue>(
            task, index, Name, changelog, History, segment ?? DefaultSegment(History), new VersionedBytes<TKey, TValue>(task, index, changelog, _keySerde!, _valueSerde!));
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
