using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;
using Millrace.Windows;

namespace Millrace;

/// <summary>A stream whose records belong together by key.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class KGroupedStream<TKey, TValue>
    where TKey : notnull
{
    private readonly KStream<TKey, TValue> _ungrouped;
    private readonly string? _name;
    private readonly SourcePlace _place;
    private KStream<TKey, TValue>? _stream;

    internal KGroupedStream(KStream<TKey, TValue> stream, string? name, Grouped<TKey, TValue> grouped, SourcePlace place)
    {
        _ungrouped = stream;
        _name = name;
        _place = place;
        Grouped = grouped;
    }

    internal Grouped<TKey, TValue> Grouped { get; }

    /// <summary>The stream with its records together; the repartition topic is made for the first that asks.</summary>
    internal KStream<TKey, TValue> Stream => _stream ??= _ungrouped.KeyChangedAt is null
        ? _ungrouped
        : _ungrouped.ThroughRepartition(
            _name ?? "unnamed", new Repartitioned<TKey, TValue> { KeySerde = Grouped.KeySerde, ValueSerde = Grouped.ValueSerde }, _place, shared: true);

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
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(aggregator);
        return Fold(
            "aggregate", name, materialized, SourcePlace.Of(file, line), (s, store, f) => new AggregateOperator<TKey, TValue, TAggregate>(s, store, f, initializer, aggregator));
    }

    /// <summary>Combines the values of each key into one of the same type. A null value is dropped and counted.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="reducer">Gives the new value from the key's and the record's; null deletes the key's entry.</param>
    /// <param name="materialized">How the values are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<TKey, TValue> Reduce(
        string name,
        Func<TValue, TValue, TValue> reducer,
        Materialized<TKey, TValue>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(reducer);
        return Fold("reduce", name, materialized, SourcePlace.Of(file, line), (s, store, f) => new ReduceOperator<TKey, TValue>(s, store, f, reducer));
    }

    /// <summary>Cuts each key's records into windows of time.</summary>
    public TimeWindowedKStream<TKey, TValue> WindowedBy(TimeWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new TimeWindowedKStream<TKey, TValue>(this, new() { Aligned = windows });
    }

    /// <summary>Cuts each key's records into windows that slide with them.</summary>
    public TimeWindowedKStream<TKey, TValue> WindowedBy(SlidingWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new TimeWindowedKStream<TKey, TValue>(this, new() { Sliding = windows });
    }

    /// <summary>Makes sessions of each key's records: those that follow each other within a gap are one.</summary>
    public SessionWindowedKStream<TKey, TValue> WindowedBy(SessionWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new SessionWindowedKStream<TKey, TValue>(this, new SessionWindowing<TKey, TValue>(windows));
    }

    private KTable<TKey, TAggregate> Fold<TAggregate>(
        string kind,
        string name,
        Materialized<TKey, TAggregate>? materialized,
        SourcePlace place,
        Func<OperatorSite<TKey, Change<TAggregate>>, KeyValueStore<TKey, TAggregate>, TableForwarder<TKey, TAggregate>, Operator<TKey, TValue>> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var stored = materialized ?? Materialized<TKey, TAggregate>.Default;
        if (stored.History is not null)
        {
            Stream.Builder.Problem(place, $"'{name}' is an aggregate and cannot keep versions: leave History out, or keep its changes in a versioned table with ToStream().ToTable(...)");
        }

        var definition = new KeyValueStoreDefinition<TKey, TAggregate>(
            name, stored.KeySerde ?? Grouped.KeySerde, stored.ValueSerde, timestamped: true, place);
        return new KTable<TKey, TAggregate>(
            Stream.Then<TKey, Change<TAggregate>>(kind, name, place, Create, [definition]),
            new StoredTable<TKey, TAggregate>(definition, mayDelete: default(TAggregate) is null));

        Operator<TKey, TValue> Create(OperatorSite<TKey, Change<TAggregate>> site)
        {
            var store = (KeyValueStore<TKey, TAggregate>)site.Task.Store(definition);
            return create(site, store, new TableForwarder<TKey, TAggregate>(store, site.Task.EmitsOnUpdate(stored.Emit), site.Next));
        }
    }
}
