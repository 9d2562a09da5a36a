using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;

namespace Millrace;

/// <summary>Several grouped streams that are aggregated into one table, each by an aggregator of its own.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TAggregate">The aggregate's type.</typeparam>
public sealed class CogroupedKStream<TKey, TAggregate>
    where TKey : notnull
{
    private readonly IReadOnlyList<CogroupPart<TKey, TAggregate>> _parts;

    internal CogroupedKStream(IReadOnlyList<CogroupPart<TKey, TAggregate>> parts) => _parts = parts;

    /// <summary>Adds a stream.</summary>
    /// <param name="grouped">The stream, partitioned like the others.</param>
    /// <param name="aggregator">Gives the new aggregate from a record of the stream; null deletes the key's entry.</param>
    public CogroupedKStream<TKey, TAggregate> Cogroup<TValue>(
        KGroupedStream<TKey, TValue> grouped, Func<TKey, TValue, TAggregate, TAggregate> aggregator)
    {
        ArgumentNullException.ThrowIfNull(grouped);
        ArgumentNullException.ThrowIfNull(aggregator);
        return new CogroupedKStream<TKey, TAggregate>([.. _parts, new CogroupPart<TKey, TValue, TAggregate>(grouped, aggregator)]);
    }

    /// <summary>Folds the records of each key, of all streams in the order in which they come. A null value is dropped and counted.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="initializer">Gives the aggregate of a key that has none.</param>
    /// <param name="materialized">How the aggregates are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<TKey, TAggregate> Aggregate(
        string name,
        Func<TAggregate> initializer,
        Materialized<TKey, TAggregate>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Together(keepsNulls: false, file, line).Aggregate(name, initializer, AddTo, materialized, file, line);

    /// <summary>Makes sessions of each key's records, of all streams together.</summary>
    public SessionWindowedCogroupedKStream<TKey, TAggregate> WindowedBy(SessionWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new SessionWindowedCogroupedKStream<TKey, TAggregate>(this, new(windows) { Clocks = _parts.Count });
    }

    /// <summary>Cuts each key's records into windows of time.</summary>
    public TimeWindowedCogroupedKStream<TKey, TAggregate> WindowedBy(TimeWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new TimeWindowedCogroupedKStream<TKey, TAggregate>(this, new() { Aligned = windows, Clocks = _parts.Count });
    }

    /// <summary>Cuts each key's records into windows that slide with them.</summary>
    public TimeWindowedCogroupedKStream<TKey, TAggregate> WindowedBy(SlidingWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new TimeWindowedCogroupedKStream<TKey, TAggregate>(this, new() { Sliding = windows, Clocks = _parts.Count });
    }

    /// <summary>What each windowed aggregate does with a record.</summary>
    internal static TAggregate AddTo(TKey key, CogroupValue<TKey, TAggregate>? value, TAggregate aggregate) => value!.AddTo(key, aggregate);

    /// <summary>All streams as one grouped stream, whose records know how they are aggregated.</summary>
    /// <param name="keepsNulls">Whether null values are aggregated, as in tumbling, hopping and session windows.</param>
    /// <param name="file">The aggregate's place in the source.</param>
    /// <param name="line">Its line.</param>
    internal KGroupedStream<TKey, CogroupValue<TKey, TAggregate>?> Together(bool keepsNulls, string file, int line)
    {
        var place = SourcePlace.Of(file, line);
        var together = _parts[0].Values(0, keepsNulls, place);
        for (var i = 1; i < _parts.Count; i++)
        {
            together = together.Merge(_parts[i].Values(i, keepsNulls, place), null, file, line);
        }

        var keySerde = _parts.Select(p => p.KeySerde).FirstOrDefault(s => s is not null);
        return new KGroupedStream<TKey, CogroupValue<TKey, TAggregate>?>(
            together, name: null, new Grouped<TKey, CogroupValue<TKey, TAggregate>?> { KeySerde = keySerde }, place);
    }
}
