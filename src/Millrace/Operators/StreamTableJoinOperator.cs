using Millrace.Graph;
using Millrace.Tables;

namespace Millrace.Operators;

/// <summary>
/// Looks each record's key up in a table. A record without a value is dropped; one without a key too, unless the join
/// keeps what has no partner. The table's own changes give no results.
/// </summary>
internal sealed class StreamTableJoinOperator<TKey, TLeft, TRight, TResult>(
    OperatorSite<TKey, TResult> site,
    ITableView<TKey, TRight> table,
    bool asOf,
    bool keepsUnmatched,
    Func<TKey, TLeft, Maybe<TRight>, TResult> joiner) : Operator<TKey, TLeft>
{
    public override void Process(in Record<TKey, TLeft> record)
    {
        if (record.Value is null || (record.Key is null && !keepsUnmatched))
        {
            site.Stage.CountDropped();
            return;
        }

        var right = record.Key is null ? default : Find(record.Key, record.Timestamp);
        if (right.Exists || keepsUnmatched)
        {
            site.Join(record, right, joiner);
        }
    }

    private Maybe<TRight> Find(TKey key, long timestamp)
    {
        var found = asOf ? table.TryGet(key, timestamp, out var value, out _) : table.TryGet(key, out value, out _);
        return new Maybe<TRight>(value, found);
    }
}

/// <summary>What operators that join have in common.</summary>
internal static class JoinSiteExtensions
{
    /// <summary>Joins a record with what was found for it and sends the result.</summary>
    public static void Join<TKey, TLeft, TRight, TResult>(
        this in OperatorSite<TKey, TResult> site, in Record<TKey, TLeft> record, in Maybe<TRight> right, Func<TKey, TLeft, Maybe<TRight>, TResult> joiner)
    {
        TResult result;
        try
        {
            result = joiner(record.Key, record.Value, right);
        }
        catch (Exception e)
        {
            site.Stage.Failed(record, e);
            return;
        }

        site.Next.Process(record.WithValue(result));
    }
}
