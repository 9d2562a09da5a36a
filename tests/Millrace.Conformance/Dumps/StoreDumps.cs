namespace Millrace.Conformance.Dumps;

/// <summary>How each type of store is read.</summary>
internal static class StoreDumps
{
    public static IReadOnlyDictionary<string, IStoreDump> ByType { get; } = new Dictionary<string, IStoreDump>(StringComparer.Ordinal)
    {
        ["kv"] = new KeyValueDump(timestamped: true),
        ["plain-kv"] = new KeyValueDump(timestamped: false),
        ["window"] = new WindowDump(timestamped: true),
        ["plain-window"] = new WindowDump(timestamped: false),
        ["session"] = new SessionDump(),
        ["versioned"] = new VersionedDump(),
    };

    /// <summary>Reads with the first that fits the store's types.</summary>
    public static IEnumerable<StoreEntry> Try(params ReadOnlySpan<Func<IEnumerable<StoreEntry>>> reads)
    {
        ArgumentException? refused = null;
        foreach (var read in reads)
        {
            try
            {
                return read();
            }
            catch (ArgumentException e)
            {
                refused = e;
            }
        }

        throw refused!;
    }
}
