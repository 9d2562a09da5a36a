using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Tables;

namespace Millrace;

/// <summary>Joins tables by key and keeps what has no partner on the right. The right values' type may have a null or not.</summary>
public static class TableLeftJoinExtensions
{
    /// <summary>A table of the left table's keys; where the right one lacks a key, the joiner gets null for its value.</summary>
    /// <param name="left">The table whose values the joiner gets first.</param>
    /// <param name="right">The other table, with the same keys and partitioned like it.</param>
    /// <param name="joiner">Makes the result; a null one deletes the key's entry.</param>
    /// <param name="store">The name of the result's store; null for none.</param>
    /// <param name="materialized">How the result is stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KTable<TKey, TResult> LeftJoin<TKey, TLeft, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        KTable<TKey, TRight> right,
        Func<TLeft, TRight?, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TRight : class?
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinTables(right, TableJoinKind.Left, (l, r) => joiner(l.Value!, r.OrNull()), store, materialized, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TRight, TResult}(KTable{TKey, TLeft}, KTable{TKey, TRight}, Func{TLeft, TRight, TResult}, string?, Materialized{TKey, TResult}?, string, int)"/>
    public static KTable<TKey, TResult> LeftJoin<TKey, TLeft, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        KTable<TKey, TRight> right,
        Func<TLeft, TRight?, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
        where TRight : struct
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinTables(right, TableJoinKind.Left, (l, r) => joiner(l.Value!, r.OrNullValue()), store, materialized, SourcePlace.Of(file, line));
    }
}
