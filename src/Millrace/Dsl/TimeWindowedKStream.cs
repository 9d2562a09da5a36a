using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Windows;

namespace Millrace;

/// <summary>A grouped stream in windows of time.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class TimeWindowedKStream<TKey, TValue>
    where TKey : notnull
{
    private readonly KGroupedStream<TKey, TValue> _grouped;
    private readonly Windowing<TKey, TValue> _windowing;

    internal TimeWindowedKStream(KGroupedStream<TKey, TValue> grouped, Windowing<TKey, TValue> windowing)
    {
        _grouped = grouped;
        _windowing = windowing;
    }

    /// <summary>
    /// Gives each key its own stream time, kept with the state: a device that was offline and delivers its backlog is
    /// not late because its neighbours went on. Without it (as in Kafka Streams) the task's highest timestamp counts
    /// for every key. For tumbling and hopping windows.
    /// </summary>
    public TimeWindowedKStream<TKey, TValue> WithTimePerKey() => new(_grouped, _windowing with { TimePerKey = true });

    /// <summary>
    /// Says when results go downstream; else the materialization or the application says it, which is
    /// <see cref="EmitStrategy.OnCommit"/> unless it was told otherwise.
    /// </summary>
    public TimeWindowedKStream<TKey, TValue> Emit(EmitStrategy strategy) => new(_grouped, _windowing with { Emit = strategy });

    /// <summary>
    /// Lets windows close although no later record comes. When nothing has come for this long, time goes on with the wall
    /// clock, by what is beyond the allowance, until the last window has closed and no further; so a window closes when
    /// its end, its grace and this allowance have passed since the last record. What counts is the partition's records,
    /// or with time per key the key's own. While the partition has records that were not read yet, time stands still.
    /// </summary>
    /// <param name="after">The allowance.</param>
    /// <exception cref="ArgumentOutOfRangeException">Shorter than a millisecond.</exception>
    public TimeWindowedKStream<TKey, TValue> CloseWhenIdle(TimeSpan after)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(after, TimeSpan.FromMilliseconds(1));
        return new(_grouped, _windowing with { IdleAfter = after });
    }

    /// <summary>
    /// Gives the records that came too late for a window to other operators, as they were before the aggregate. A record
    /// that several hopping windows dropped comes once; one that another window took comes too. Late records are counted
    /// with this and without.
    /// </summary>
    /// <param name="define">Says what becomes of them; called for each aggregate of this stream.</param>
    public TimeWindowedKStream<TKey, TValue> Late(Action<KStream<TKey, TValue>> define)
    {
        ArgumentNullException.ThrowIfNull(define);
        return new(_grouped, _windowing with { Late = _windowing.Late + define });
    }

    /// <summary>Counts the records of each key and window.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="materialized">How the counts are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<Windowed<TKey>, long> Count(
        string name, Materialized<TKey, long>? materialized = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Aggregate(name, static () => 0L, static (_, _, count) => count + 1, materialized, file, line);

    /// <summary>
    /// Folds the records of each key and window into an aggregate. A null value is given to the aggregator, but dropped
    /// and counted by sliding windows.
    /// </summary>
    /// <param name="name">The store's name.</param>
    /// <param name="initializer">Gives the aggregate of a window that has none.</param>
    /// <param name="aggregator">Gives the new aggregate; null deletes the window's entry.</param>
    /// <param name="materialized">How the aggregates are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<Windowed<TKey>, TAggregate> Aggregate<TAggregate>(
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
        return _grouped.FoldWindows(
            name, _windowing, new WindowAggregate<TKey, TValue, TAggregate>(initializer, aggregator), materialized, SourcePlace.Of(file, line));
    }

    /// <summary>
    /// Combines the values of each key and window into one of the same type. A null value is given to the reducer, but
    /// dropped and counted by sliding windows.
    /// </summary>
    /// <param name="name">The store's name.</param>
    /// <param name="reducer">Gives the new value from the window's and the record's; null deletes the window's entry.</param>
    /// <param name="materialized">How the values are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<Windowed<TKey>, TValue> Reduce(
        string name,
        Func<TValue, TValue, TValue> reducer,
        Materialized<TKey, TValue>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(reducer);
        return _grouped.FoldWindows(name, _windowing, new WindowReduction<TKey, TValue>(reducer), materialized, SourcePlace.Of(file, line));
    }
}
