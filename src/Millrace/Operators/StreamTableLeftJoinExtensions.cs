using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Joins;

namespace Millrace;

/// <summary>Joins streams with tables by key and keeps what the table lacks. The table's values' type may have a null or not.</summary>
public static class StreamTableLeftJoinExtensions
{
    /// <summary>
    /// Joins each record with what the table holds for its key: now, or at the record's time if the table keeps versions.
    /// A record whose key the table lacks, and one without a key, is joined with null; one without a value is dropped and
    /// counted. Changes of the table give nothing by themselves. The result has the record's timestamp.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="table">The table, with the same keys and partitioned like the stream.</param>
    /// <param name="joiner">Makes the result of the stream's value and the table's.</param>
    /// <param name="joined">How they are joined; null for no waiting and the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KStream<TKey, TResult> LeftJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        KTable<TKey, TRight> table,
        Func<TLeft, TRight?, TResult> joiner,
        Joined<TKey, TLeft>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TRight : class?
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(joiner);
        return stream.JoinTable(table, keepsUnmatched: true, (_, l, r) => joiner(l, r.Exists ? r.Value : null), joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, KTable{TKey, TRight}, Func{TLeft, TRight, TResult}, Joined{TKey, TLeft}?, string, int)"/>
    public static KStream<TKey, TResult> LeftJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        KTable<TKey, TRight> table,
        Func<TLeft, TRight?, TResult> joiner,
        Joined<TKey, TLeft>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TRight : struct
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(joiner);
        return stream.JoinTable(table, keepsUnmatched: true, (_, l, r) => joiner(l, r.Exists ? r.Value : null), joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, KTable{TKey, TRight}, Func{TLeft, TRight, TResult}, Joined{TKey, TLeft}?, string, int)"/>
    public static KStream<TKey, TResult> LeftJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        KTable<TKey, TRight> table,
        Func<TKey, TLeft, TRight?, TResult> joiner,
        Joined<TKey, TLeft>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TRight : class?
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(joiner);
        return stream.JoinTable(table, keepsUnmatched: true, (k, l, r) => joiner(k, l, r.Exists ? r.Value : null), joined, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TRight, TResult}(KStream{TKey, TLeft}, KTable{TKey, TRight}, Func{TLeft, TRight, TResult}, Joined{TKey, TLeft}?, string, int)"/>
    public static KStream<TKey, TResult> LeftJoin<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        KTable<TKey, TRight> table,
        Func<TKey, TLeft, TRight?, TResult> joiner,
        Joined<TKey, TLeft>? joined = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TRight : struct
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(joiner);
        return stream.JoinTable(table, keepsUnmatched: true, (k, l, r) => joiner(k, l, r.Exists ? r.Value : null), joined, SourcePlace.Of(file, line));
    }
}
