using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.Windows;

namespace Millrace;

/// <summary>Several grouped streams in windows of time. Each stream has its own stream time, as in Kafka Streams.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TAggregate">The aggregate's type.</typeparam>
public sealed class TimeWindowedCogroupedKStream<TKey, TAggregate>
    where TKey : notnull
{
    private readonly CogroupedKStream<TKey, TAggregate> _streams;
    private readonly Windowing<TKey, CogroupValue<TKey, TAggregate>?> _windowing;

    internal TimeWindowedCogroupedKStream(CogroupedKStream<TKey, TAggregate> streams, Windowing<TKey, CogroupValue<TKey, TAggregate>?> windowing)
    {
        _streams = streams;
        _windowing = windowing;
    }

    /// <summary>
    /// Folds the records of each key and window, of all streams in the order in which they come. A null value is given to
    /// its stream's aggregator, but dropped and counted by sliding windows.
    /// </summary>
    /// <param name="name">The store's name.</param>
    /// <param name="initializer">Gives the aggregate of a window that has none.</param>
    /// <param name="materialized">How the aggregates are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<Windowed<TKey>, TAggregate> Aggregate(
        string name,
        Func<TAggregate> initializer,
        Materialized<TKey, TAggregate>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(initializer);
        return _streams.Together(keepsNulls: _windowing.Sliding is null, file, line).FoldWindows(
            name,
            _windowing,
            new WindowAggregate<TKey, CogroupValue<TKey, TAggregate>?, TAggregate>(initializer, CogroupedKStream<TKey, TAggregate>.AddTo),
            materialized,
            SourcePlace.Of(file, line));
    }
}
