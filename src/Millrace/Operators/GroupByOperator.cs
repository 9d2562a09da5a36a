using System.Runtime.CompilerServices;
using Millrace.Graph;

namespace Millrace;

/// <summary>Groups streams.</summary>
public static class GroupByExtensions
{
    /// <summary>
    /// Groups the records by their key. After an operator that changed the key they pass a repartition topic, before
    /// which records without a key are left out; else those are dropped and counted by what follows.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The repartition topic's name; needed only after an operator that changed the key.</param>
    /// <param name="grouped">The serdes of the repartition topic; null for those of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KGroupedStream<TKey, TValue> GroupByKey<TKey, TValue>(
        this KStream<TKey, TValue> stream,
        string? name = null,
        Grouped<TKey, TValue>? grouped = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        var place = SourcePlace.Of(file, line);
        if (stream.KeyChangedAt is { } changed && name is null)
        {
            stream.Builder.Problem(
                place,
                $"The stream is grouped by a key that was changed at {changed}, so its records have to pass a repartition topic: name it, GroupByKey(\"name\")");
        }

        return new KGroupedStream<TKey, TValue>(stream, name, grouped ?? Grouped<TKey, TValue>.Default, place);
    }

    /// <summary>Groups the records by a new key, through a repartition topic. Records whose new key is null are left out.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The repartition topic's name.</param>
    /// <param name="selector">Gives the new key.</param>
    /// <param name="grouped">The serdes of the repartition topic; null for those of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KGroupedStream<TNewKey, TValue> GroupBy<TKey, TValue, TNewKey>(
        this KStream<TKey, TValue> stream,
        string name,
        Func<TKey, TValue, TNewKey> selector,
        Grouped<TNewKey, TValue>? grouped = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TNewKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return stream.SelectKey(selector, null, file, line).GroupByKey(name, grouped, file, line);
    }
}
