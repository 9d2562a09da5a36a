using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Joins;

namespace Millrace;

/// <summary>Joins streams with global tables and keeps what the table lacks. The table's values' type may have a null or not.</summary>
public static class GlobalTableLeftJoinExtensions
{
    /// <summary>
    /// Joins each record with the present value of the table's entry that it points at, or with null if it points at
    /// nothing or there is no such entry. A record without a value is dropped and counted; it may have no key.
    /// Changes of the table give nothing by themselves.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="table">The table.</param>
    /// <param name="mapper">Gives the table's key from the record's key and value; null points at nothing.</param>
    /// <param name="joiner">Makes the result of the stream's value and the table's.</param>
    /// <param name="name">The step's name in descriptions, counters and dead letters.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KStream<TKey, TResult> LeftJoin<TKey, TLeft, TRightKey, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        GlobalKTable<TRightKey, TRight> table,
        Func<TKey, TLeft, TRightKey?> mapper,
        Func<TLeft, TRight?, TResult> joiner,
        string? name = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TRightKey : notnull
        where TRight : class?
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(mapper);
        ArgumentNullException.ThrowIfNull(joiner);
        return stream.JoinGlobal(table, keepsUnmatched: true, mapper, (_, l, r) => joiner(l, r.Exists ? r.Value : null), name, SourcePlace.Of(file, line));
    }

    /// <inheritdoc cref="LeftJoin{TKey, TLeft, TRightKey, TRight, TResult}(KStream{TKey, TLeft}, GlobalKTable{TRightKey, TRight}, Func{TKey, TLeft, TRightKey}, Func{TLeft, TRight, TResult}, string?, string, int)"/>
    public static KStream<TKey, TResult> LeftJoin<TKey, TLeft, TRightKey, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        GlobalKTable<TRightKey, TRight> table,
        Func<TKey, TLeft, TRightKey?> mapper,
        Func<TLeft, TRight?, TResult> joiner,
        string? name = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TRightKey : notnull
        where TRight : struct
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(mapper);
        ArgumentNullException.ThrowIfNull(joiner);
        return stream.JoinGlobal(table, keepsUnmatched: true, mapper, (_, l, r) => joiner(l, r.Exists ? r.Value : null), name, SourcePlace.Of(file, line));
    }
}
