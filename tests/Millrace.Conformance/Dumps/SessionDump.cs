using Millrace.State;

namespace Millrace.Conformance.Dumps;

/// <summary>Session stores, key by key.</summary>
internal sealed class SessionDump : IStoreDump
{
    public IEnumerable<StoreEntry> Read(TopologyTestDriver driver, StoreToRead store) =>
        StoreDumps.Try(() => Entries<string>(driver, store), () => Entries<long>(driver, store), () => Entries<long?>(driver, store));

    private static IEnumerable<StoreEntry> Entries<TValue>(TopologyTestDriver driver, StoreToRead read)
    {
        var store = driver.Store<ISessionStore<string, TValue>>(read.Name);
        return read.Keys.SelectMany(store.Fetch).Select(e => new StoreEntry(e.Key.Key, e.Value!, null, (e.Key.Start, e.Key.End)));
    }
}
