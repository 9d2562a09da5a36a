using Millrace.Graph;
using Millrace.State;
using Millrace.Tables;

namespace Millrace.Operators;

/// <summary>
/// One side of a join of tables by key: looks the other side's value up for each change of its own. A result's
/// timestamp is the higher of the two.
/// </summary>
/// <param name="site">Where it stands.</param>
/// <param name="other">The other side.</param>
/// <param name="kind">The join as seen from this side, which is the left one.</param>
/// <param name="join">Makes a result.</param>
/// <param name="tellsOld">Whether any reader uses the old results.</param>
/// <param name="skipsPast">Whether this side is versioned: what changes its past alone changes no result.</param>
internal sealed class TableJoinOperator<TKey, TValue, TOther, TResult>(
    OperatorSite<TKey, Change<TResult>> site,
    ITableView<TKey, TOther> other,
    TableJoinKind kind,
    Func<Maybe<TValue>, Maybe<TOther>, TResult> join,
    bool tellsOld,
    bool skipsPast) : Operator<TKey, Change<TValue>>
{
    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        var change = record.Value;
        if (skipsPast && !change.IsLatest)
        {
            site.Stage.CountDropped();
            return;
        }

        Record<TKey, Change<TResult>> result;
        try
        {
            var hasPartner = other.TryGet(record.Key, out var value, out var timestamp);
            if (!hasPartner && (!kind.KeepsLeft || (!change.Exists && !change.Existed)))
            {
                return;
            }

            var partner = new Maybe<TOther>(value, hasPartner);
            var joined = Join(change.New, change.Exists, partner);
            var old = tellsOld ? Join(change.Old, change.Existed, partner) : default;
            result = new Record<TKey, Change<TResult>>(
                record.Key,
                new Change<TResult>(joined.Value, joined.Exists, old.Value, old.Exists, change.IsLatest),
                hasPartner ? Math.Max(record.Timestamp, timestamp) : record.Timestamp,
                record.Headers);
        }
        catch (Exception e)
        {
            site.Stage.Failed(record.WithValue(change.New), e);
            return;
        }

        site.Next.Process(result);
    }

    private Maybe<TResult> Join(TValue? value, bool exists, Maybe<TOther> partner)
    {
        if (!kind.HasResult(exists, partner.Exists))
        {
            return default;
        }

        var result = join(new Maybe<TValue>(value, exists), partner);
        return new Maybe<TResult>(result, result is not null);
    }
}
