using System.Runtime.CompilerServices;
using Millrace.Operators;

namespace Millrace;

/// <summary>Several grouped streams that are aggregated together in windows of time.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TAggregate">The aggregate's type.</typeparam>
public sealed class TimeWindowedCogroupedKStream<TKey, TAggregate>
    where TKey : notnull
{
    private readonly CogroupedKStream<TKey, TAggregate> _cogrouped;
    private readonly Func<KGroupedStream<TKey, CogroupValue<TKey, TAggregate>?>, TimeWindowedKStream<TKey, CogroupValue<TKey, TAggregate>?>> _windowed;

    internal TimeWindowedCogroupedKStream(
        CogroupedKStream<TKey, TAggregate> cogrouped,
        Func<KGroupedStream<TKey, CogroupValue<TKey, TAggregate>?>, TimeWindowedKStream<TKey, CogroupValue<TKey, TAggregate>?>> windowed)
    {
        _cogrouped = cogrouped;
        _windowed = windowed;
    }

    /// <inheritdoc cref="TimeWindowedKStream{TKey, TValue}.WithTimePerKey"/>
    public TimeWindowedCogroupedKStream<TKey, TAggregate> WithTimePerKey() => new(_cogrouped, grouped => _windowed(grouped).WithTimePerKey());

    /// <inheritdoc cref="TimeWindowedKStream{TKey, TValue}.Emit"/>
    public TimeWindowedCogroupedKStream<TKey, TAggregate> Emit(EmitStrategy strategy) => new(_cogrouped, grouped => _windowed(grouped).Emit(strategy));

    /// <summary>Folds the records of each key and window, of all streams in the order in which they come. A null value is given to its aggregator.</summary>
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
        [CallerLineNumber] int line = 0) =>
        _windowed(_cogrouped.Together(keepsNulls: true, file, line))
            .Aggregate(name, initializer, CogroupedKStream<TKey, TAggregate>.AddTo, materialized, file, line);
}
