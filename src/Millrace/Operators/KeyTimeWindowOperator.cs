using Millrace.Graph;
using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>
/// Windows that close by their key's own stream time. A key's clock is stored beside its windows; a window that is
/// open starts at or after the clock's <see cref="KeyClock.OldestOpen"/> and at or before its newest record.
/// </summary>
internal sealed class KeyTimeWindowOperator<TKey, TValue, TAggregate>(
    OperatorSite<Windowed<TKey>, Change<TAggregate>> site,
    KeyValueStore<WindowKey<TKey>, TAggregate> store,
    KeyValueStore<TKey, KeyClock> clocks,
    WindowFold<TKey, TValue, TAggregate> fold) : WindowOperator<TKey, TValue, TAggregate>(site, store, fold)
    where TKey : notnull
{
    private long _newestBefore;

    protected override long AdvanceTo(TKey key, long timestamp)
    {
        var known = clocks.TryGet(key, out var clock);
        _newestBefore = known ? clock.Newest : timestamp;
        if (known && timestamp <= clock.Newest)
        {
            if (Fold.Windows.FirstStart(timestamp) < clock.OldestOpen && !Fold.IsClosed(Fold.Windows.FirstStart(timestamp), clock.Newest))
            {
                clocks.Put(key, clock with { OldestOpen = Fold.Windows.FirstStart(timestamp) });
            }

            return clock.Newest;
        }

        clocks.Put(key, new KeyClock(timestamp, known ? clock.OldestOpen : Fold.Windows.FirstStart(timestamp)));
        return timestamp;
    }

    protected override void CloseUpTo(TKey key, long time)
    {
        clocks.TryGet(key, out var clock);
        if (!Fold.IsClosed(clock.OldestOpen, time))
        {
            return;
        }

        // Behind the record that was the newest until now there is no window to close, however long the gap.
        var firstOpen = Fold.Windows.FirstStart(Math.Max(0, time - Fold.Windows.GraceMs));
        for (var start = clock.OldestOpen; start < firstOpen && start <= _newestBefore; start += Fold.Windows.AdvanceMs)
        {
            Close(new WindowKey<TKey>(key, start));
        }

        clocks.Put(key, clock with { OldestOpen = firstOpen });
    }
}
