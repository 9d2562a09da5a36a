using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;
using Millrace.Windows;

namespace Millrace;

/// <summary>A grouped stream in windows of time.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class TimeWindowedKStream<TKey, TValue>
    where TKey : notnull
{
    private readonly KGroupedStream<TKey, TValue> _grouped;
    private readonly TimeWindows _windows;
    private readonly bool _timePerKey;
    private readonly EmitStrategy _emit;

    internal TimeWindowedKStream(
        KGroupedStream<TKey, TValue> grouped, TimeWindows windows, bool timePerKey = false, EmitStrategy emit = EmitStrategy.OnCommit)
    {
        _grouped = grouped;
        _windows = windows;
        _timePerKey = timePerKey;
        _emit = emit;
    }

    /// <summary>
    /// Gives each key its own stream time, kept with the state: a device that was offline and delivers its backlog is
    /// not late because its neighbours went on. Without it (as in Kafka Streams) the task's highest timestamp counts
    /// for every key.
    /// </summary>
    public TimeWindowedKStream<TKey, TValue> WithTimePerKey() => new(_grouped, _windows, timePerKey: true, _emit);

    /// <summary>Says when results go downstream; <see cref="EmitStrategy.OnCommit"/> by default.</summary>
    public TimeWindowedKStream<TKey, TValue> Emit(EmitStrategy strategy) => new(_grouped, _windows, _timePerKey, strategy);

    /// <summary>Counts the records of each key and window.</summary>
    /// <param name="name">The store's name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KTable<Windowed<TKey>, long> Count(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Aggregate(name, static () => 0L, static (_, _, count) => count + 1, null, file, line);

    /// <summary>Folds the records of each key and window into an aggregate. A null value is given to the aggregator.</summary>
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
        var place = SourcePlace.Of(file, line);
        var stored = materialized ?? Materialized<TKey, TAggregate>.Default;
        var windows = new KeyTimeWindowStoreDefinition<TKey, TAggregate>(name, stored.KeySerde, stored.ValueSerde, place)
        {
            Size = _windows.Size,
            Closing = new WindowClosing(_windows.GraceMs, _timePerKey),
            Facts = StoreFact.OfWindows(_windows, _timePerKey),
        };
        var fold = new WindowFold<TKey, TValue, TAggregate>(_windows, _emit, initializer, aggregator);
        if (!_timePerKey)
        {
            return Table(s => new StreamTimeWindowOperator<TKey, TValue, TAggregate>(s, Windows(s), fold), [windows]);
        }

        var clocks = new KeyValueStoreDefinition<TKey, KeyClock>($"{name}-clocks", stored.KeySerde, KeyClockSerde.Instance, timestamped: false, place);
        return Table(
            s => new KeyTimeWindowOperator<TKey, TValue, TAggregate>(s, Windows(s), (KeyValueStore<TKey, KeyClock>)s.Task.Store(clocks), fold),
            [windows, clocks]);

        KeyValueStore<WindowKey<TKey>, TAggregate> Windows(OperatorSite<Windowed<TKey>, Change<TAggregate>> site) =>
            (KeyValueStore<WindowKey<TKey>, TAggregate>)site.Task.Store(windows);

        KTable<Windowed<TKey>, TAggregate> Table(
            Func<OperatorSite<Windowed<TKey>, Change<TAggregate>>, Operator<TKey, TValue>> create, IReadOnlyList<StoreDefinition> stores) =>
            new(_grouped.Stream.Then("windowedAggregate", name, place, create, stores), new WindowedTable<TKey, TAggregate>(windows));
    }
}
