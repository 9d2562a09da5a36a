using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Joins;

namespace Millrace;

/// <summary>Joins streams with tables by key.</summary>
public static class StreamTableJoinExtensions
{
    /// <summary>
    /// Joins each record with what the table holds for its key: now, or at the record's time if the table keeps versions.
    /// A record without a key or value is dropped and counted; one whose key the table lacks gives nothing. Changes of
    /// the table give nothing by themselves. The result has the record's timestamp.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="table">The table, with the same keys and partitioned like the stream.</param>
    /// <param name="joiner">Makes the result of the stream's value and the table's.</param>
    /// <param name="joined">How they are joined; null for no waiting and the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KStream<TKey, TResult> Join<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        KTable<TKey, TRight> table,
        Func<TLeft, TRight, TResult> joiner,
        Joined<TKey, TLeft>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(joiner);
        return stream.JoinTable(table, keepsUnmatched: false, (_, l, r) => joiner(l, r.Value!), joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="Join{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, KTable{TKey, TRight}, Func{TLeft, TRight, TResult}, Joined{TKey, TLeft}?, string, int)"/>
    public static KStream<TKey, TResult> Join<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        KTable<TKey, TRight> table,
        Func<TKey, TLeft, TRight, TResult> joiner,
        Joined<TKey, TLeft>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(joiner);
        return stream.JoinTable(table, keepsUnmatched: false, (k, l, r) => joiner(k, l, r.Value!), joined, SourcePlace.Of(file, line));
    }
}
