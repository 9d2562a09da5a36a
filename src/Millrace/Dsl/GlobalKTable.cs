using Millrace.Globals;

namespace Millrace;

/// <summary>
/// A table of which every task sees all partitions, so that streams are joined with it by any key, without being
/// partitioned like it. Each worker holds the whole of it in memory.
/// </summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class GlobalKTable<TKey, TValue>
    where TKey : notnull
{
    internal GlobalKTable(GlobalTableDefinition<TKey, TValue> definition) => Definition = definition;

    internal GlobalTableDefinition<TKey, TValue> Definition { get; }
}
