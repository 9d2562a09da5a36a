using System.Runtime.CompilerServices;

namespace Millrace;

/// <summary>Several grouped streams in sessions.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TAggregate">The aggregate's type.</typeparam>
public sealed class SessionWindowedCogroupedKStream<TKey, TAggregate>
    where TKey : notnull
{
    private readonly CogroupedKStream<TKey, TAggregate> _cogrouped;
    private readonly SessionWindows _windows;
    private readonly bool _timePerKey;
    private readonly EmitStrategy? _emit;

    internal SessionWindowedCogroupedKStream(
        CogroupedKStream<TKey, TAggregate> cogrouped, SessionWindows windows, bool timePerKey = false, EmitStrategy? emit = null)
    {
        _cogrouped = cogrouped;
        _windows = windows;
        _timePerKey = timePerKey;
        _emit = emit;
    }

    /// <inheritdoc cref="SessionWindowedKStream{TKey, TValue}.WithTimePerKey"/>
    public SessionWindowedCogroupedKStream<TKey, TAggregate> WithTimePerKey() => new(_cogrouped, _windows, timePerKey: true, _emit);

    /// <inheritdoc cref="SessionWindowedKStream{TKey, TValue}.Emit"/>
    public SessionWindowedCogroupedKStream<TKey, TAggregate> Emit(EmitStrategy strategy) => new(_cogrouped, _windows, _timePerKey, strategy);

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
        var together = _cogrouped.Together(keepsNulls: true, file, line).WindowedBy(_windows);
        together = _emit is { } emit ? together.Emit(emit) : together;
        together = _timePerKey ? together.WithTimePerKey() : together;
        return together.Aggregate(name, initializer, CogroupedKStream<TKey, TAggregate>.AddTo, merger, materialized, file, line);
    }
}
