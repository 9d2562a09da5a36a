using Millrace.State;

namespace Millrace.Conformance.Dumps;

/// <summary>Key-value stores of texts with texts or numbers, with timestamps (<c>kv</c>) or without (<c>plain-kv</c>).</summary>
internal sealed class KeyValueDump(bool timestamped) : IStoreDump
{
    public IEnumerable<StoreEntry> Read(TopologyTestDriver driver, StoreToRead store) =>
        StoreDumps.Try(() => Entries<string>(driver, store.Name), () => Entries<long>(driver, store.Name), () => Entries<long?>(driver, store.Name));

    private IEnumerable<StoreEntry> Entries<TValue>(TopologyTestDriver driver, string name) => timestamped
        ? driver.Store<ITimestampedKeyValueStore<string, TValue>>(name).AllWithTimestamps().Select(e => new StoreEntry(e.Key, e.Value!, e.Timestamp))
        : driver.Store<IKeyValueStore<string, TValue>>(name).All().Select(e => new StoreEntry(e.Key, e.Value!));
}
