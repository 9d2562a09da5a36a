using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Joins;

/// <summary>The stores of a join of streams, by the names that Kafka Streams gives them.</summary>
internal sealed class StreamJoinStores<TKey, TLeft, TRight>
    where TKey : notnull
{
    private readonly StoreDefinition _left;
    private readonly StoreDefinition _right;
    private readonly KeyValueStoreDefinition<TKey, long>? _clocks;
    private readonly PendingRecordsDefinition<TKey, TLeft, TRight>? _pending;

    public StreamJoinStores(string name, StreamJoinKind kind, JoinWindows windows, StreamJoined<TKey, TLeft, TRight> joined, SourcePlace place)
    {
        var facts = Facts(windows);
        _left = Records(kind.LeftStore(name), joined.KeySerde, joined.LeftSerde, windows, facts, place);
        _right = Records(kind.RightStore(name), joined.KeySerde, joined.RightSerde, windows, facts, place);
        _clocks = windows.TimePerKey
            ? new KeyValueStoreDefinition<TKey, long>($"{name}-clocks", joined.KeySerde, Serdes.Int64, timestamped: false, place)
            : null;
        _pending = kind.KeepsAny ? new PendingRecordsDefinition<TKey, TLeft, TRight>(kind.PendingStore(name), joined, windows, place) { Facts = facts } : null;
        OfLeft = [.. new StoreDefinition?[] { _left, _clocks }.OfType<StoreDefinition>()];
        All = [.. new StoreDefinition?[] { _left, _right, _clocks, _pending }.OfType<StoreDefinition>()];
    }

    public IReadOnlyList<StoreDefinition> All { get; }

    /// <summary>Those of a self join over one store.</summary>
    public IReadOnlyList<StoreDefinition> OfLeft { get; }

    public IJoinRecords<TKey, TLeft> Left(StreamTask task) => Records<TLeft>(task, _left);

    public IJoinRecords<TKey, TRight> Right(StreamTask task) => Records<TRight>(task, _right);

    public PendingRecords<TKey, TLeft, TRight>? Pending(StreamTask task) => _pending is null ? null : (PendingRecords<TKey, TLeft, TRight>)task.Store(_pending);

    public JoinClock<TKey> Clock(StreamTask task) => _clocks is null
        ? new StreamJoinClock<TKey, TLeft, TRight>((WindowStore<TKey, TLeft>)task.Store(_left), (WindowStore<TKey, TRight>)task.Store(_right))
        : new KeyJoinClock<TKey>((KeyValueStore<TKey, long>)task.Store(_clocks));

    public JoinClock<TKey> ClockOfLeft(StreamTask task) => _clocks is null
        ? new StreamJoinClock<TKey, TLeft, TLeft>((WindowStore<TKey, TLeft>)task.Store(_left), (WindowStore<TKey, TLeft>)task.Store(_left))
        : new KeyJoinClock<TKey>((KeyValueStore<TKey, long>)task.Store(_clocks));

    private static IJoinRecords<TKey, TValue> Records<TValue>(StreamTask task, StoreDefinition definition) => task.Store(definition) switch
    {
        WindowStore<TKey, TValue> windows => new WindowJoinRecords<TKey, TValue>(windows),
        var perKey => (KeyTimeRecords<TKey, TValue>)perKey,
    };

    private static StoreDefinition Records<TValue>(
        string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, JoinWindows windows, IReadOnlyList<StoreFact> facts, SourcePlace place) => windows.TimePerKey
        ? new KeyTimeRecordsDefinition<TKey, TValue>(name, keySerde, valueSerde, windows.RetentionMs, place) { Facts = facts }
        : new WindowStoreDefinition<TKey, TValue>(
            name,
            keySerde,
            valueSerde,
            new WindowStoreShape { RetentionMs = windows.RetentionMs, WindowSizeMs = windows.BeforeMs + windows.AfterMs, RetainDuplicates = true },
            place)
        { Facts = facts };

    private static IReadOnlyList<StoreFact> Facts(JoinWindows windows) =>
    [
        StoreFact.Of(StoreFact.Retention, TimeSpan.FromMilliseconds(windows.RetentionMs)),
        new(StoreFact.Time, windows.TimePerKey ? "per key" : "stream"),
    ];
}
