using Millrace.Graph;
using Millrace.Operators;
using Millrace.Tables;

namespace Millrace.Joins;

/// <summary>What the joins of a stream with a global table have in common.</summary>
internal static class GlobalTableJoining
{
    public static KStream<TKey, TResult> JoinGlobal<TKey, TLeft, TRightKey, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        GlobalKTable<TRightKey, TRight> table,
        bool keepsUnmatched,
        Func<TKey, TLeft, TRightKey?> mapper,
        Func<TKey, TLeft, Maybe<TRight>, TResult> joiner,
        string? name,
        SourcePlace place)
        where TRightKey : notnull =>
        stream.Then<TKey, TResult>(
            keepsUnmatched ? "globalLeftJoin" : "globalJoin",
            name,
            place,
            s => new GlobalTableJoinOperator<TKey, TLeft, TRightKey, TRight, TResult>(
                s, s.Task.Environment.Globals.Store(table.Definition), mapper, keepsUnmatched, joiner));
}
