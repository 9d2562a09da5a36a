using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;

namespace Millrace.Windows;

/// <summary>Puts aggregates by session into the graph.</summary>
internal static class SessionFolding
{
    public static KTable<Windowed<TKey>, TAggregate> FoldSessions<TKey, TValue, TAggregate>(
        this KGroupedStream<TKey, TValue> grouped,
        string name,
        SessionWindowing<TKey, TValue> windowing,
        SessionFold<TKey, TValue, TAggregate> fold,
        Materialized<TKey, TAggregate>? materialized,
        SourcePlace place)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var stored = materialized ?? Materialized<TKey, TAggregate>.Default;
        var builder = grouped.Stream.Builder;
        var said = windowing with { Emit = windowing.Emit ?? stored.Emit };
        var windows = said.Windows;
        if (stored.Retention is { } retention && retention.TotalMilliseconds < windows.CloseDelayMs)
        {
            builder.Problem(
                place, $"'{name}' takes records for {windows.InactivityGap + windows.GracePeriod} (gap and grace) and keeps sessions for {retention} only: let Retention be as long, or leave it out");
        }

        var shape = new WindowStoreShape
        {
            RetentionMs = said.TimePerKey ? WindowStoreShape.Forever : (long?)stored.Retention?.TotalMilliseconds ?? windows.CloseDelayMs,
            WindowSizeMs = 0,
            Type = stored.StoreType,
            Clocks = said.Clocks,
            IndexedByTime = said.Emit == EmitStrategy.OnWindowClose && !said.TimePerKey,
        };
        var definition = new SessionAggregateDefinition<TKey, TAggregate>(name, stored.KeySerde ?? grouped.Grouped.KeySerde, stored.ValueSerde, shape, place)
        {
            Closing = new WindowClosing(windows.CloseDelayMs, said.TimePerKey, OpenAtLimit: true),
            Facts = StoreFact.OfSessions(windows, said.TimePerKey),
        };
        var late = said.Late is null ? null : new LateNode<TKey, TValue>($"{name}-late", place);
        var changes = grouped.Stream.Then<Windowed<TKey>, Change<TAggregate>>("sessionAggregate", name, place, Create, [definition]);
        if (late is not null)
        {
            builder.Add(late, changes.Node);
            said.Late!(new KStream<TKey, TValue>(builder, late));
        }

        return new KTable<Windowed<TKey>, TAggregate>(changes, new SessionTable<TKey, TAggregate>(definition));

        Operator<TKey, TValue> Create(OperatorSite<Windowed<TKey>, Change<TAggregate>> site)
        {
            var store = (SessionStore<TKey, TAggregate>)site.Task.Store(definition);
            var emit = said.Emit ?? site.Task.Environment.Emit;
            var dropped = late is null ? null : site.Builder.Downstream(late);
            return said.TimePerKey
                ? new KeyTimeSessionOperator<TKey, TValue, TAggregate>(site, store, fold, windows, emit, dropped)
                : new StreamTimeSessionOperator<TKey, TValue, TAggregate>(site, store, fold, windows, emit, dropped);
        }
    }
}
