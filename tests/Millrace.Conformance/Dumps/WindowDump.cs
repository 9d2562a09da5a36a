using Millrace.State;

namespace Millrace.Conformance.Dumps;

/// <summary>All windows that a window store shows, with timestamps (<c>window</c>) or without (<c>plain-window</c>).</summary>
internal sealed class WindowDump(bool timestamped) : IStoreDump
{
    public IEnumerable<StoreEntry> Read(TopologyTestDriver driver, StoreToRead store) => StoreDumps.Try(
        () => Entries<string>(driver, store.Name),
        () => Entries<long>(driver, store.Name));

    private IEnumerable<StoreEntry> Entries<TValue>(TopologyTestDriver driver, string name) => timestamped
        ? driver.Store<ITimestampedWindowStore<string, TValue>>(name).AllWithTimestamps()
            .Select(e => new StoreEntry(e.Key.Key, e.Value!, e.Timestamp, (e.Key.Start, e.Key.End)))
        : driver.Store<IWindowStore<string, TValue>>(name).All()
            .Select(e => new StoreEntry(e.Key.Key, e.Value!, Window: (e.Key.Start, e.Key.End)));
}
