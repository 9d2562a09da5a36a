using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;

namespace Millrace.Windows;

/// <summary>Puts windowed aggregates into the graph.</summary>
internal static class WindowFolding
{
    public static KTable<Windowed<TKey>, TAggregate> FoldWindows<TKey, TValue, TAggregate>(
        this KGroupedStream<TKey, TValue> grouped,
        string name,
        Windowing<TKey, TValue> windowing,
        WindowFold<TKey, TValue, TAggregate> fold,
        Materialized<TKey, TAggregate>? materialized,
        SourcePlace place)
        where TKey : notnull
    {
        var stored = materialized ?? Materialized<TKey, TAggregate>.Default;
        var builder = grouped.Stream.Builder;
        var keySerde = stored.KeySerde ?? grouped.Grouped.KeySerde;
        var said = windowing with { Emit = windowing.Emit ?? stored.Emit };
        var late = said.Late is null ? null : new LateNode<TKey, TValue>($"{name}-late", place);
        var retention = stored.Retention ?? said.DefaultRetention;
        if (retention < said.Size + said.Grace)
        {
            builder.Problem(
                place,
                $"'{name}' keeps its windows for {retention:c}, which is less than their size and grace of {said.Size + said.Grace:c}: set Materialized.Retention to at least that");
        }

        var table = said.TimePerKey ? PerKey() : PerStream();
        if (late is not null)
        {
            builder.Add(late, table.Changes.Node);
            said.Late!(new KStream<TKey, TValue>(builder, late));
        }

        return table;

        KTable<Windowed<TKey>, TAggregate> PerKey()
        {
            if (said.Aligned is null)
            {
                builder.Problem(place, $"'{name}' has sliding windows with time per key, which is there for tumbling and hopping windows only");
            }

            var windows = new KeyTimeWindowStoreDefinition<TKey, TAggregate>(name, keySerde, stored.ValueSerde, place)
            {
                Size = said.Size,
                Closing = new WindowClosing((long)said.Grace.TotalMilliseconds, TimePerKey: true),
                Facts = said.Aligned is { } aligned ? StoreFact.OfWindows(aligned, timePerKey: true) : [],
            };
            var clocks = new KeyValueStoreDefinition<TKey, KeyClock>(
                $"{name}-clocks", keySerde, new KeyClockSerde(withSeen: said.IdleAfter is not null), timestamped: false, place);
            return Table(
                s => new KeyTimeWindowOperator<TKey, TValue, TAggregate>(
                    s, (KeyValueStore<WindowKey<TKey>, TAggregate>)s.Task.Store(windows), (KeyValueStore<TKey, KeyClock>)s.Task.Store(clocks), fold, said, Late(s)),
                windows,
                [windows, clocks]);
        }

        KTable<Windowed<TKey>, TAggregate> PerStream()
        {
            var windows = new WindowAggregateDefinition<TKey, TAggregate>(name, keySerde, stored.ValueSerde, Shape(), place)
            {
                Size = said.Size,
                Closing = new WindowClosing((long)said.Grace.TotalMilliseconds, TimePerKey: false),
                Emit = said.Emit,
                Facts = said.Aligned is { } aligned ? StoreFact.OfWindows(aligned, timePerKey: false) : StoreFact.OfWindows(said.Sliding!),
            };
            var clock = said.IdleAfter is null
                ? null
                : new KeyValueStoreDefinition<string, long>($"{name}-clock", Serdes.String, Serdes.Int64, timestamped: false, place);
            return Table(
                s =>
                {
                    var store = (WindowStore<TKey, TAggregate>)s.Task.Store(windows);
                    WindowAggregateOperator<TKey, TValue, TAggregate> made = said.Sliding is null
                        ? new AlignedWindowOperator<TKey, TValue, TAggregate>(s, store, fold, said, Late(s))
                        : new SlidingWindowOperator<TKey, TValue, TAggregate>(s, store, fold, said, Late(s));
                    if (clock is not null)
                    {
                        made.Idle = new IdleWindowCloser(
                            look => new IdleWatch(s.Task, said.IdleAfter!.Value, look), (KeyValueStore<string, long>)s.Task.Store(clock), made);
                    }

                    return made;
                },
                windows,
                clock is null ? [windows] : [windows, clock]);
        }

        WindowStoreShape Shape() => new()
        {
            RetentionMs = (long)retention.TotalMilliseconds,
            WindowSizeMs = (long)said.Size.TotalMilliseconds,
            Timestamped = true,
            Clocks = said.Clocks,
            IndexedByTime = said.Emit == EmitStrategy.OnWindowClose,
        };

        Operator<TKey, TValue>? Late(OperatorSite<Windowed<TKey>, Change<TAggregate>> site) => late is null ? null : site.Builder.Downstream(late);

        KTable<Windowed<TKey>, TAggregate> Table(
            Func<OperatorSite<Windowed<TKey>, Change<TAggregate>>, Operator<TKey, TValue>> create, StoreDefinition windows, IReadOnlyList<StoreDefinition> stores) =>
            new(grouped.Stream.Then("windowedAggregate", name, place, create, stores), new WindowedTable<TKey, TAggregate>(windows));
    }
}
