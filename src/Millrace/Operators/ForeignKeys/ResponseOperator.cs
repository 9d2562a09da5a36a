using System.Buffers;
using Millrace.Graph;
using Millrace.State;
using Millrace.Tables;

namespace Millrace.Operators.ForeignKeys;

/// <summary>Makes results of answers, unless the left value has changed since it was asked for: a newer answer is on its way then.</summary>
internal sealed class ResponseOperator<TKey, TLeft, TRight, TResult>(
    OperatorSite<TKey, Change<TResult>> site,
    ITableView<TKey, TLeft> left,
    ValueHasher<TLeft> hasher,
    Func<TLeft, Maybe<TRight>, TResult> join,
    bool keepsLeft) : Operator<TKey, SubscriptionResponse<TRight>>
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public override void Process(in Record<TKey, SubscriptionResponse<TRight>> record)
    {
        var response = record.Value;
        bool exists;
        TResult? result;
        try
        {
            exists = left.TryGet(record.Key, out var value, out _);
            ValueHash? hash = exists ? hasher.Hash(value!, _buffer) : null;
            if (response.Hash != hash)
            {
                site.Stage.CountDropped();
                return;
            }

            exists = exists && (response.HasValue || keepsLeft);
            result = exists ? join(value!, new Maybe<TRight>(response.Value, response.HasValue)) : default;
        }
        catch (Exception e)
        {
            site.Stage.Failed(record.WithValue(response.Value), e);
            return;
        }

        site.Next.Process(record.WithValue(new Change<TResult>(result, exists && result is not null, default, Existed: false)));
    }
}
