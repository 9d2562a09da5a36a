using System.Diagnostics.CodeAnalysis;

namespace Millrace.Tables;

/// <summary>A table's present values as an operator of the same task looks them up.</summary>
internal interface ITableView<in TKey, TValue>
{
    /// <summary>The value of a key and the timestamp of its last update; false if there is none.</summary>
    bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp);

    /// <summary>The value that was valid at a time, and since when; only of a table whose plan says that it is versioned.</summary>
    bool TryGet(TKey key, long asOf, [MaybeNullWhen(false)] out TValue value, out long timestamp) =>
        throw new InvalidOperationException("The table's store keeps no versions.");
}
