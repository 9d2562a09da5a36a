namespace Millrace.Conformance.Dumps;

/// <summary>Reads what a store of one type holds after the last step.</summary>
internal interface IStoreDump
{
    /// <summary>Its entries, in any order, with everything that a case file shows of that type.</summary>
    IEnumerable<StoreEntry> Read(TopologyTestDriver driver, StoreToRead store);
}

/// <summary>A store to be read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Keys">The keys that were piped in; stores that cannot be iterated are read for these.</param>
internal sealed record StoreToRead(string Name, IReadOnlyCollection<string> Keys);

/// <summary>An entry of a store.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">A string or a long.</param>
/// <param name="Timestamp">The entry's timestamp, where the store's type has one.</param>
/// <param name="Window">The window's start and end, where the store's type has them.</param>
internal sealed record StoreEntry(string Key, object Value, long? Timestamp = null, (long Start, long End)? Window = null);
