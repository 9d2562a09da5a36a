using System.Buffers;
using Millrace.Graph;
using Millrace.Tables;

namespace Millrace.Operators.ForeignKeys;

/// <summary>Keeps the subscriptions of a foreign key and answers them.</summary>
internal sealed class SubscriptionReceiveOperator<TKey, TForeignKey, TRight>(
    OperatorSite<TKey, SubscriptionResponse<TRight>> site,
    SubscriptionStoreDefinition<TKey, TForeignKey> definition,
    Serde<Subscription<TKey>> serde,
    ITableView<TForeignKey, TRight> right) : Operator<ForeignKey<TForeignKey>?, Subscription<TKey>>
{
    private readonly SubscriptionStore _store = (SubscriptionStore)site.Task.Store(definition);
    private readonly ArrayBufferWriter<byte> _buffer = new(64);

    public override void Process(in Record<ForeignKey<TForeignKey>?, Subscription<TKey>> record)
    {
        var subscription = record.Value;
        if (record.Key is null && subscription.Instruction != SubscriptionInstruction.Answer)
        {
            site.Stage.CountDropped();
            return;
        }

        bool exists;
        TRight? value;
        long timestamp;
        try
        {
            if (record.Key is null)
            {
                (exists, value, timestamp) = (false, default, 0);
            }
            else
            {
                Keep(record.Key.Value, subscription, record.Timestamp);
                exists = right.TryGet(record.Key.Value, out value, out timestamp);
            }
        }
        catch (Exception e)
        {
            site.Stage.Failed(record.WithValue(subscription.PrimaryKey), e);
            return;
        }

        if (subscription.Instruction == SubscriptionInstruction.Delete
            || (subscription.Instruction == SubscriptionInstruction.AnswerIfPresent && !exists))
        {
            return;
        }

        var tellsValue = exists && subscription.Instruction != SubscriptionInstruction.DeleteAndAnswer;
        site.Next.Process(new Record<TKey, SubscriptionResponse<TRight>>(
            subscription.PrimaryKey,
            new SubscriptionResponse<TRight>(subscription.Hash, tellsValue, tellsValue ? value : default, subscription.PrimaryPartition),
            exists ? Math.Max(record.Timestamp, timestamp) : record.Timestamp,
            record.Headers));
    }

    private void Keep(TForeignKey foreignKey, Subscription<TKey> subscription, long timestamp)
    {
        var key = definition.Key(foreignKey, subscription.PrimaryKey);
        if (subscription.Instruction is SubscriptionInstruction.Delete or SubscriptionInstruction.DeleteAndAnswer)
        {
            _store.Put(key, null, timestamp);
            return;
        }

        _buffer.ResetWrittenCount();
        serde.Serialize(subscription, _buffer, default);
        _store.Put(key, _buffer.WrittenSpan.ToArray(), timestamp);
    }
}
