using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;

namespace Millrace;

/// <summary>
/// A table whose entries belong together by another key. When an entry changes, its old value is taken out of its
/// group's aggregate and its new one put in; a group that has no aggregate has nothing taken out.
/// </summary>
/// <typeparam name="TKey">The groups' keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class KGroupedTable<TKey, TValue>
    where TKey : notnull
{
    private readonly KStream<TKey, Change<TValue>> _ungrouped;
    private readonly string _name;
    private readonly Grouped<TKey, TValue> _grouped;
    private readonly SourcePlace _place;
    private KStream<TKey, Change<TValue>>? _changes;

    internal KGroupedTable(KStream<TKey, Change<TValue>> changes, string name, Grouped<TKey, TValue> grouped, SourcePlace place)
    {
        _ungrouped = changes;
        _name = name;
        _grouped = grouped;
        _place = place;
    }

    /// <summary>The changes with their groups together; the repartition topic is made for the first that asks.</summary>
    private KStream<TKey, Change<TValue>> Changes => _changes ??= _ungrouped.ThroughRepartition(
        _name,
        new Repartitioned<TKey, Change<TValue>> { KeySerde = _grouped.KeySerde, ValueSerde = new ChangeSerde<TValue>(_grouped.ValueSerde) },
        _place,
        shared: false);

    /// <summary>Counts the entries of each group.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="materialized">How the counts are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<TKey, long> Count(
        string name, Materialized<TKey, long>? materialized = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Aggregate(name, static () => 0L, static (_, _, count) => count + 1, static (_, _, count) => count - 1, materialized, file, line);

    /// <summary>Combines the values of each group into one of the same type; the first one is taken as it is.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="adder">Gives the new value from the group's and the one that comes in; null deletes the group's entry.</param>
    /// <param name="subtractor">The same from the group's value and the one that goes out.</param>
    /// <param name="materialized">How the values are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<TKey, TValue> Reduce(
        string name,
        Func<TValue, TValue, TValue> adder,
        Func<TValue, TValue, TValue> subtractor,
        Materialized<TKey, TValue>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(adder);
        ArgumentNullException.ThrowIfNull(subtractor);
        var stored = materialized ?? Materialized<TKey, TValue>.Default;
        return Fold(
            "reduce",
            name,
            stored with { ValueSerde = stored.ValueSerde ?? _grouped.ValueSerde },
            new TableFold<TKey, TValue, TValue>(
                static (_, value) => value, (_, value, aggregate) => adder(aggregate, value), (_, value, aggregate) => subtractor(aggregate, value)),
            SourcePlace.Of(file, line));
    }

    /// <summary>Folds the values of each group into an aggregate.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="initializer">Gives the aggregate of a group that has none.</param>
    /// <param name="adder">Gives the new aggregate when a value comes in; null deletes the group's entry.</param>
    /// <param name="subtractor">The same when a value goes out.</param>
    /// <param name="materialized">How the aggregates are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<TKey, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> adder,
        Func<TKey, TValue, TAggregate, TAggregate> subtractor,
        Materialized<TKey, TAggregate>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(adder);
        ArgumentNullException.ThrowIfNull(subtractor);
        return Fold(
            "aggregate",
            name,
            materialized ?? Materialized<TKey, TAggregate>.Default,
            new TableFold<TKey, TValue, TAggregate>((key, value) => adder(key, value, initializer()), adder, subtractor),
            SourcePlace.Of(file, line));
    }

    private KTable<TKey, TAggregate> Fold<TAggregate>(
        string kind, string name, Materialized<TKey, TAggregate> stored, TableFold<TKey, TValue, TAggregate> fold, SourcePlace place)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var definition = new KeyValueStoreDefinition<TKey, TAggregate>(
            name, stored.KeySerde ?? _grouped.KeySerde, stored.ValueSerde, timestamped: true, place);
        return new KTable<TKey, TAggregate>(
            Changes.Then<TKey, Change<TAggregate>>(kind, name, place, Create, [definition]),
            new StoredTable<TKey, TAggregate>(definition, mayDelete: default(TAggregate) is null));

        Operator<TKey, Change<TValue>> Create(OperatorSite<TKey, Change<TAggregate>> site)
        {
            var store = (KeyValueStore<TKey, TAggregate>)site.Task.Store(definition);
            return new TableFoldOperator<TKey, TValue, TAggregate>(
                site, store, new TableForwarder<TKey, TAggregate>(store, site.Task.EmitsOnUpdate(stored.Emit), site.Next), fold);
        }
    }
}
