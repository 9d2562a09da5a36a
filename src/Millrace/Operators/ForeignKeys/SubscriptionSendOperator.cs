using System.Buffers;
using Millrace.Graph;
using Millrace.State;
using Millrace.Tables;

namespace Millrace.Operators.ForeignKeys;

/// <summary>
/// Tells the tasks that hold a left record's old and new foreign key of its change. The left join asks for an answer
/// with every change, since each has a result; the inner join only where there may be a result to make or to delete.
/// </summary>
internal sealed class SubscriptionSendOperator<TKey, TLeft, TForeignKey>(
    OperatorSite<ForeignKey<TForeignKey>?, Subscription<TKey>> site,
    Func<TKey, TLeft, Maybe<TForeignKey>> extract,
    ValueHasher<TLeft> hasher,
    bool keepsLeft,
    bool skipsPast) : Operator<TKey, Change<TLeft>>
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public override void Process(in Record<TKey, Change<TLeft>> record)
    {
        var change = record.Value;
        if (skipsPast && !change.IsLatest)
        {
            site.Stage.CountDropped();
            return;
        }

        if (!change.Exists && !change.Existed)
        {
            return;
        }

        Maybe<TForeignKey> now, before;
        ValueHash? hash;
        try
        {
            now = change.Exists ? extract(record.Key, change.New!) : default;
            before = change.Existed ? extract(record.Key, change.Old!) : default;
            hash = change.Exists ? hasher.Hash(change.New!, _buffer) : null;
        }
        catch (Exception e)
        {
            site.Stage.Failed(record.WithValue(change.New), e);
            return;
        }

        var moves = before.Exists && !(now.Exists && KeyEquality<TForeignKey>.Comparer.Equals(now.Value, before.Value));
        if (keepsLeft)
        {
            if (moves)
            {
                Send(record, before, SubscriptionInstruction.Delete, hash);
            }

            Send(record, now, SubscriptionInstruction.Answer, hash);
            return;
        }

        if (change.Exists && !now.Exists)
        {
            site.Stage.CountDropped();
        }

        if (moves)
        {
            Send(record, before, now.Exists ? SubscriptionInstruction.Delete : SubscriptionInstruction.DeleteAndAnswer, hash);
        }

        if (now.Exists)
        {
            Send(record, now, moves ? SubscriptionInstruction.Answer : SubscriptionInstruction.AnswerIfPresent, hash);
        }
    }

    private void Send(in Record<TKey, Change<TLeft>> record, Maybe<TForeignKey> foreignKey, SubscriptionInstruction instruction, ValueHash? hash) =>
        site.Next.Process(new Record<ForeignKey<TForeignKey>?, Subscription<TKey>>(
            foreignKey.Exists ? new ForeignKey<TForeignKey>(foreignKey.Value!) : null,
            new Subscription<TKey>(hash, instruction, record.Key, site.Task.Id.Partition),
            record.Timestamp,
            record.Headers));
}
