using System.Runtime.CompilerServices;
using Millrace.Graph;
using Millrace.Joins;

namespace Millrace;

/// <summary>Joins streams with global tables.</summary>
public static class GlobalTableJoinExtensions
{
    /// <summary>
    /// Joins each record with the present value of the table's entry that it points at. A record without a value, or that
    /// points at nothing, is dropped and counted; one whose entry is not there gives nothing. The record may have no key.
    /// Changes of the table give nothing by themselves.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="table">The table.</param>
    /// <param name="mapper">Gives the table's key from the record's key and value; null points at nothing.</param>
    /// <param name="joiner">Makes the result of the stream's value and the table's.</param>
    /// <param name="name">The step's name in descriptions, counters and dead letters.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public static KStream<TKey, TResult> Join<TKey, TLeft, TRightKey, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        GlobalKTable<TRightKey, TRight> table,
        Func<TKey, TLeft, TRightKey?> mapper,
        Func<TLeft, TRight, TResult> joiner,
        string? name = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TRightKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(mapper);
        ArgumentNullException.ThrowIfNull(joiner);
        return stream.JoinGlobal(table, keepsUnmatched: false, mapper, (_, l, r) => joiner(l, r.Value!), name, SourcePlace.Of(file, line));
    }
}
