using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Tables;

namespace Millrace;

/// <summary>Joins tables by key.</summary>
public static class TableJoinExtensions
{
    /// <summary>
    /// A table of the keys that both tables have. Each change of one side is joined with what the other side holds
    /// then; the result's timestamp is the higher of the two.
    /// </summary>
    /// <param name="left">The table whose values the joiner gets first.</param>
    /// <param name="right">The other table, with the same keys and partitioned like it.</param>
    /// <param name="joiner">Makes the result; a null one deletes the key's entry.</param>
    /// <param name="store">The name of the result's store; null for none.</param>
    /// <param name="materialized">How the result is stored; null for the serdes of the types.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KTable<TKey, TResult> Join<TKey, TLeft, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        KTable<TKey, TRight> right,
        Func<TLeft, TRight, TResult> joiner,
        string? store = null,
        Materialized<TKey, TResult>? materialized = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joiner);
        return left.JoinTables(right, TableJoinKind.Inner, (l, r) => joiner(l.Value!, r.Value!), store, materialized, SourcePlace.Of(file, line));
    }
}
