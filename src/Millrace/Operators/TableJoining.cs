using Millrace.Graph;
using Millrace.Operators;
using Millrace.State;
using Millrace.Tables;

namespace Millrace;

/// <summary>What the joins of tables by key have in common: an operator a side, whose results come together.</summary>
internal static class TableJoining
{
    public static KTable<TKey, TResult> JoinTables<TKey, TLeft, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        KTable<TKey, TRight> right,
        TableJoinKind kind,
        Func<Maybe<TLeft>, Maybe<TRight>, TResult> join,
        string? store,
        Materialized<TKey, TResult>? materialized,
        SourcePlace place)
        where TKey : notnull
    {
        var name = kind.Name;
        left.NeedLookUp(place, name);
        right.NeedLookUp(place, name);
        if (kind.KeepsLeft)
        {
            left.NeedOldValues(place, name);
        }

        if (kind.KeepsRight)
        {
            right.NeedOldValues(place, name);
        }

        var plan = new JoinedTable<TKey, TLeft, TRight, TResult>(left.Plan, right.Plan, kind, join);
        var fromLeft = left.Changes.Then<TKey, Change<TResult>>(
            $"{name}-this",
            null,
            place,
            s => new TableJoinOperator<TKey, TLeft, TRight, TResult>(
                s, right.Plan.CreateViewOfTold(s.Task), kind, join, plan.OldValuesWanted, left.Plan.IsVersioned),
            right.Plan.Stores);
        var fromRight = right.Changes.Then<TKey, Change<TResult>>(
            $"{name}-other",
            null,
            place,
            s => new TableJoinOperator<TKey, TRight, TLeft, TResult>(
                s, left.Plan.CreateViewOfTold(s.Task), kind.Mirrored, (r, l) => join(l, r), plan.OldValuesWanted, right.Plan.IsVersioned),
            left.Plan.Stores);
        var results = fromLeft.Merge(fromRight, null, place.File, place.Line);
        if (store is null)
        {
            return new KTable<TKey, TResult>(results, plan);
        }

        var stored = materialized ?? Materialized<TKey, TResult>.Default;
        return results.ToStore("materialize", store, stored with { KeySerde = stored.KeySerde ?? plan.KeySerde }, place, plan.MayDelete);
    }
}
