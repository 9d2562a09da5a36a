using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Windows;

namespace Millrace;

/// <summary>A grouped stream in sessions. Keys of its tables have the session's last moment as their end.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class SessionWindowedKStream<TKey, TValue>
    where TKey : notnull
{
    private readonly KGroupedStream<TKey, TValue> _grouped;
    private readonly SessionWindowing<TKey, TValue> _windowing;

    internal SessionWindowedKStream(KGroupedStream<TKey, TValue> grouped, SessionWindowing<TKey, TValue> windowing)
    {
        _grouped = grouped;
        _windowing = windowing;
    }

    /// <summary>
    /// Gives each key its own stream time, kept with the state: a device that was offline and delivers its backlog is
    /// not late because its neighbours went on. Without it (as in Kafka Streams) the task's highest timestamp counts
    /// for every key. A session that has closed is forgotten.
    /// </summary>
    public SessionWindowedKStream<TKey, TValue> WithTimePerKey() => new(_grouped, _windowing with { TimePerKey = true });

    /// <summary>Says when results go downstream; if nobody does, as the application says.</summary>
    public SessionWindowedKStream<TKey, TValue> Emit(EmitStrategy strategy) => new(_grouped, _windowing with { Emit = strategy });

    /// <summary>
    /// Gives the records that came too late for a session to other operators, as they were before the aggregate. They are
    /// counted as late with this and without.
    /// </summary>
    /// <param name="define">Says what becomes of them; called for each aggregate of this stream.</param>
    public SessionWindowedKStream<TKey, TValue> Late(Action<KStream<TKey, TValue>> define)
    {
        ArgumentNullException.ThrowIfNull(define);
        return new(_grouped, _windowing with { Late = _windowing.Late + define });
    }

    /// <summary>Counts the records of each session. Its stream is one of nullable numbers: see <c>ToNullableStream</c>.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="materialized">How the counts are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<Windowed<TKey>, long> Count(
        string name, Materialized<TKey, long>? materialized = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Aggregate(name, static () => 0L, static (_, _, count) => count + 1, static (_, left, right) => left + right, materialized, file, line);

    /// <summary>Folds the records of each session into an aggregate. A null value is given to the aggregator.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="initializer">Gives the aggregate to begin with.</param>
    /// <param name="aggregator">Gives the new aggregate; null deletes the session.</param>
    /// <param name="merger">
    /// Makes one aggregate of two sessions'. A record that touches any begins with the initializer's, merges those of
    /// the sessions, by their end, and then comes itself.
    /// </param>
    /// <param name="materialized">How the aggregates are stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<Windowed<TKey>, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator,
        Func<TKey, TAggregate, TAggregate, TAggregate> merger,
        Materialized<TKey, TAggregate>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(merger);
        return _grouped.FoldSessions(
            name, _windowing, new AggregateSessionFold<TKey, TValue, TAggregate>(initializer, aggregator, merger), materialized, SourcePlace.Of(file, line));
    }

    /// <summary>Combines the values of each session into one of the same type. A null value is given to the reducer.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="reducer">Gives the new value from the session's and the record's, or from those of two sessions; null deletes the session.</param>
    /// <param name="materialized">How the values are stored; null for the serdes of the grouping or the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<Windowed<TKey>, TValue> Reduce(
        string name,
        Func<TValue, TValue, TValue> reducer,
        Materialized<TKey, TValue>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(reducer);
        var stored = materialized ?? Materialized<TKey, TValue>.Default;
        return _grouped.FoldSessions(
            name,
            _windowing,
            new ReduceSessionFold<TKey, TValue>(reducer),
            stored with { ValueSerde = stored.ValueSerde ?? _grouped.Grouped.ValueSerde },
            SourcePlace.Of(file, line));
    }
}
