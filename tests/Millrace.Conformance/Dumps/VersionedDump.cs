using Millrace.State;

namespace Millrace.Conformance.Dumps;

/// <summary>The newest version of each key of a versioned store.</summary>
internal sealed class VersionedDump : IStoreDump
{
    public IEnumerable<StoreEntry> Read(TopologyTestDriver driver, StoreToRead store) => StoreDumps.Try(
        () => Entries<string>(driver, store),
        () => Entries<string?>(driver, store),
        () => Entries<long>(driver, store));

    private static List<StoreEntry> Entries<TValue>(TopologyTestDriver driver, StoreToRead store)
    {
        var versions = driver.Store<IVersionedKeyValueStore<string, TValue>>(store.Name);
        return [.. store.Keys.Select(k => (Key: k, Newest: versions.Get(k))).Where(e => e.Newest is not null).Select(e => new StoreEntry(e.Key, e.Newest!.Value.Value!, e.Newest.Value.Timestamp))];
    }
}
