using Millrace.Graph;
using Millrace.Tables;

namespace Millrace.Operators;

/// <summary>
/// Looks up in a global table what a record points at. A record without a value is dropped; one that points at nothing
/// too, unless the join keeps what has no partner.
/// </summary>
internal sealed class GlobalTableJoinOperator<TKey, TLeft, TRightKey, TRight, TResult>(
    OperatorSite<TKey, TResult> site,
    ITableView<TRightKey, TRight> table,
    Func<TKey, TLeft, TRightKey?> mapper,
    bool keepsUnmatched,
    Func<TKey, TLeft, Maybe<TRight>, TResult> joiner) : Operator<TKey, TLeft>
{
    public override void Process(in Record<TKey, TLeft> record)
    {
        if (record.Value is null)
        {
            site.Stage.CountDropped();
            return;
        }

        TRightKey? key;
        try
        {
            key = mapper(record.Key, record.Value);
        }
        catch (Exception e)
        {
            site.Stage.Failed(record, e);
            return;
        }

        if (key is null && !keepsUnmatched)
        {
            site.Stage.CountDropped();
            return;
        }

        var right = key is not null && table.TryGet(key, out var value, out _) ? new Maybe<TRight>(value, Exists: true) : default;
        if (right.Exists || keepsUnmatched)
        {
            site.Join(record, right, joiner);
        }
    }
}
