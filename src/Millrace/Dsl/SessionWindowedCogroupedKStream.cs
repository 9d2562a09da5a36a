using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.Windows;

namespace Millrace;

/// <summary>Several grouped streams in sessions.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TAggregate">The aggregate's type.</typeparam>
public sealed class SessionWindowedCogroupedKStream<TKey, TAggregate>
    where TKey : notnull
{
    private readonly CogroupedKStream<TKey, TAggregate> _cogrouped;
    private readonly SessionWindowing<TKey, CogroupValue<TKey, TAggregate>?> _windowing;

    internal SessionWindowedCogroupedKStream(
        CogroupedKStream<TKey, TAggregate> cogrouped, SessionWindowing<TKey, CogroupValue<TKey, TAggregate>?> windowing)
    {
        _cogrouped = cogrouped;
        _windowing = windowing;
    }

    /// <inheritdoc cref="SessionWindowedKStream{TKey, TValue}.WithTimePerKey"/>
    public SessionWindowedCogroupedKStream<TKey, TAggregate> WithTimePerKey() => new(_cogrouped, _windowing with { TimePerKey = true });

    /// <inheritdoc cref="SessionWindowedKStream{TKey, TValue}.Emit"/>
    public SessionWindowedCogroupedKStream<TKey, TAggregate> Emit(EmitStrategy strategy) => new(_cogrouped, _windowing with { Emit = strategy });

    /// <summary>Folds the records of each session, of all streams in the order in which they come. Null values are aggregated.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="initializer">Gives the aggregate to begin with.</param>
    /// <param name="merger">Makes one aggregate of two sessions'.</param>
    /// <param name="materialized">How the aggregates are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<Windowed<TKey>, TAggregate> Aggregate(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TAggregate, TAggregate, TAggregate> merger,
        Materialized<TKey, TAggregate>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(merger);
        return _cogrouped.Together(keepsNulls: true, file, line).FoldSessions(
            name,
            _windowing,
            new AggregateSessionFold<TKey, CogroupValue<TKey, TAggregate>?, TAggregate>(initializer, CogroupedKStream<TKey, TAggregate>.AddTo, merger),
            materialized,
            SourcePlace.Of(file, line));
    }
}
