using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators.ForeignKeys;

/// <summary>Tells every subscriber of a foreign key of a change of the right value, in order of the primary keys' bytes.</summary>
internal sealed class RightChangeOperator<TKey, TForeignKey, TRight>(
    OperatorSite<TKey, SubscriptionResponse<TRight>> site,
    SubscriptionStoreDefinition<TKey, TForeignKey> definition,
    Serde<Subscription<TKey>> serde,
    bool skipsPast) : Operator<TForeignKey, Change<TRight>>
{
    private readonly SubscriptionStore _store = (SubscriptionStore)site.Task.Store(definition);

    public override void Process(in Record<TForeignKey, Change<TRight>> record)
    {
        var change = record.Value;
        if (skipsPast && !change.IsLatest)
        {
            site.Stage.CountDropped();
            return;
        }

        byte[] from, to;
        try
        {
            (from, to) = definition.Range(record.Key);
        }
        catch (Exception e)
        {
            site.Stage.Failed(record.WithValue(change.New), e);
            return;
        }

        foreach (var (_, value) in _store.Range(from, to))
        {
            var subscription = serde.Deserialize(value, default);
            site.Next.Process(new Record<TKey, SubscriptionResponse<TRight>>(
                subscription.PrimaryKey,
                new SubscriptionResponse<TRight>(subscription.Hash, change.Exists, change.New, subscription.PrimaryPartition),
                record.Timestamp,
                record.Headers));
        }
    }
}
