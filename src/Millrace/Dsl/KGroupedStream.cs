using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;

namespace Millrace;

/// <summary>Groups streams.</summary>
public static class GroupByKeyExtensions
{
    /// <summary>Groups the records by their key. Records without a key are dropped and counted by what follows.</summary>
    public static KGroupedStream<TKey, TValue> GroupByKey<TKey, TValue>(
        this KStream<TKey, TValue> stream, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        if (stream.KeyChangedAt is { } place)
        {
            stream.Builder.Problem(
                SourcePlace.Of(file, line),
                $"The stream is grouped by a key that was changed at {place}: its records may lie in another key's partition. Write them to a topic with To and read that");
        }

        return new KGroupedStream<TKey, TValue>(stream);
    }
}

/// <summary>A stream whose records belong together by key.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class KGroupedStream<TKey, TValue>
    where TKey : notnull
{
    internal KGroupedStream(KStream<TKey, TValue> stream) => Stream = stream;

    internal KStream<TKey, TValue> Stream { get; }

    /// <summary>Counts the records of each key.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<TKey, long> Count(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Aggregate(name, static () => 0L, static (_, _, count) => count + 1, null, file, line);

    /// <summary>Folds the records of each key into an aggregate. A null value is dropped and counted.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="initializer">Gives the aggregate of a key that has none.</param>
    /// <param name="aggregator">Gives the new aggregate; null deletes the key's entry.</param>
    /// <param name="materialized">How the aggregates are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<TKey, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator,
        Materialized<TKey, TAggregate>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(aggregator);
        var place = SourcePlace.Of(file, line);
        var stored = materialized ?? Materialized<TKey, TAggregate>.Default;
        var store = new KeyValueStoreDefinition<TKey, TAggregate>(name, stored.KeySerde, stored.ValueSerde, timestamped: true, place);
        return new KTable<TKey, TAggregate>(Stream.Then<TKey, Change<TAggregate>>(
            "aggregate",
            name,
            place,
            s => new AggregateOperator<TKey, TValue, TAggregate>(s, (KeyValueStore<TKey, TAggregate>)s.Task.Store(store), initializer, aggregator),
            [store]));
    }

    /// <summary>Cuts each key's records into windows of time.</summary>
    public TimeWindowedKStream<TKey, TValue> WindowedBy(TimeWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new TimeWindowedKStream<TKey, TValue>(this, windows);
    }
}
