using Millrace.Graph;
using Millrace.State;
using Millrace.Tables;

namespace Millrace.Operators.ForeignKeys;

/// <summary>
/// Puts a join by foreign key together:
/// <code>
/// left ----> send ==registration==> receive --+==response==> response ----> results
///                                     |       |                 |
///                               subscriptions |                left
///                                     |       |
/// right -----------------------> right change +
/// </code>
/// The left half stands with the left table, the right half with the right one; the topics between them carry each
/// left record to the partition of its foreign key and the answers back to the partition that the record came from. Each
/// topic is read together with a table's, and so has as many partitions as that.
/// </summary>
internal static class ForeignKeyJoining
{
    public static KTable<TKey, TResult> JoinByForeignKey<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult> join,
        TableJoined<TKey, TLeft, TForeignKey, TRight>? joined,
        string? store,
        Materialized<TKey, TResult>? materialized,
        SourcePlace place)
        where TKey : notnull
        where TForeignKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        left.NeedLookUp(place, join.Kind);
        left.NeedOldValues(place, join.Kind);
        right.NeedLookUp(place, join.Kind);
        right.NeedOldValues(place, join.Kind);

        joined ??= TableJoined<TKey, TLeft, TForeignKey, TRight>.Default;
        joined = joined with
        {
            KeySerde = joined.KeySerde ?? left.Plan.KeySerde,
            LeftSerde = joined.LeftSerde ?? left.Plan.ValueSerde,
            ForeignKeySerde = joined.ForeignKeySerde ?? right.Plan.KeySerde,
            RightSerde = joined.RightSerde ?? right.Plan.ValueSerde,
        };
        var hasher = new ValueHasher<TLeft>(joined.LeftSerde);
        var responses = left.Subscribe(name, right, join, joined, hasher, place).Answer(name, left, right, joined, place);
        var stored = materialized ?? Materialized<TKey, TResult>.Default;
        return responses
            .Then<TKey, Change<TResult>>(
                join.Kind,
                name,
                place,
                s => new ResponseOperator<TKey, TLeft, TRight, TResult>(s, left.Plan.CreateView(s.Task), hasher, join.Result, join.KeepsLeft),
                left.Plan.Stores)
            .ToStoredTable("materialize", store, stored with { KeySerde = stored.KeySerde ?? joined.KeySerde }, place);
    }

    /// <summary>The left half's way to the right one.</summary>
    private static Registrations<TKey, TForeignKey> Subscribe<TKey, TLeft, TForeignKey, TRight, TResult>(
        this KTable<TKey, TLeft> left,
        string name,
        KTable<TForeignKey, TRight> right,
        ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult> join,
        TableJoined<TKey, TLeft, TForeignKey, TRight> joined,
        ValueHasher<TLeft> hasher,
        SourcePlace place)
        where TForeignKey : notnull
    {
        var topic = new TopicName($"{name}-subscription-registration-topic", IsInternal: true);
        var serde = new SubscriptionSerde<TKey, TLeft>(joined.KeySerde, hasher);
        var sent = left.Changes.Then<ForeignKey<TForeignKey>?, Subscription<TKey>>(
            "subscribe",
            null,
            place,
            s => new SubscriptionSendOperator<TKey, TLeft, TForeignKey>(s, join.ForeignKey, hasher, join.KeepsLeft, left.Plan.IsVersioned));
        StreamPartitioner<ForeignKey<TForeignKey>?, Subscription<TKey>>? partitioner = joined.ForeignKeyPartition is { } partition
            ? (key, subscription, count) => key is null ? subscription.PrimaryPartition % count : partition(key.Value, count)
            : null;
        var registrations = sent.ThroughTopic(
            topic, new ForeignKeySerde<TForeignKey>(joined.ForeignKeySerde), serde, partitioner, place);
        return new Registrations<TKey, TForeignKey>(
            registrations,
            serde,
            new SubscriptionStoreDefinition<TKey, TForeignKey>($"{name}-subscription-store", topic, joined.KeySerde, joined.ForeignKeySerde, place));
    }

    /// <summary>The right half, and the way back.</summary>
    private static KStream<TKey, SubscriptionResponse<TRight>> Answer<TKey, TLeft, TForeignKey, TRight>(
        this Registrations<TKey, TForeignKey> registrations,
        string name,
        KTable<TKey, TLeft> left,
        KTable<TForeignKey, TRight> right,
        TableJoined<TKey, TLeft, TForeignKey, TRight> joined,
        SourcePlace place)
        where TForeignKey : notnull
    {
        var (received, serde, subscriptions) = registrations;
        var answers = received.Then<TKey, SubscriptionResponse<TRight>>(
            "answer",
            null,
            place,
            s => new SubscriptionReceiveOperator<TKey, TForeignKey, TRight>(s, subscriptions, serde, right.Plan.CreateView(s.Task)),
            [subscriptions, .. right.Plan.Stores]);
        var changes = right.Changes.Then<TKey, SubscriptionResponse<TRight>>(
            "tell", null, place, s => new RightChangeOperator<TKey, TForeignKey, TRight>(s, subscriptions, serde, right.Plan.IsVersioned), [subscriptions]);
        return answers.Merge(changes, null, place.File, place.Line).ThroughTopic(
            new TopicName($"{name}-subscription-response-topic", IsInternal: true),
            joined.KeySerde,
            new SubscriptionResponseSerde<TRight>(joined.RightSerde),
            static (_, response, _) => response.PrimaryPartition,
            place);
    }

    private static KStream<TKey, TValue> ThroughTopic<TKey, TValue>(
        this KStream<TKey, TValue> stream,
        TopicName topic,
        Serde<TKey>? keySerde,
        Serde<TValue> valueSerde,
        StreamPartitioner<TKey, TValue>? partitioner,
        SourcePlace place)
    {
        var sink = new SinkNode<TKey, TValue>(topic, new Produced<TKey, TValue> { KeySerde = keySerde, ValueSerde = valueSerde, Partitioner = partitioner }, place);
        stream.End(sink, sink);
        var source = new SourceNode<TKey, TValue>(
            topic, new Consumed<TKey, TValue> { KeySerde = keySerde, ValueSerde = valueSerde, Errors = StreamsBuilder.ErrorsOf(stream.Node) }, place);
        stream.Builder.Add(source);
        stream.Builder.AddRepartition(topic.Text, new RepartitionTopic(source, sink, Partitions: null), place);
        return new KStream<TKey, TValue>(stream.Builder, source);
    }

    private sealed record Registrations<TKey, TForeignKey>(
        KStream<ForeignKey<TForeignKey>?, Subscription<TKey>> Stream, Serde<Subscription<TKey>> Serde, SubscriptionStoreDefinition<TKey, TForeignKey> Store);
}

/// <summary>What the author said of a join by foreign key.</summary>
/// <param name="KeepsLeft">Whether left records without a right value have a result.</param>
/// <param name="ForeignKey">Gives a left record's foreign key.</param>
/// <param name="Result">Makes a result.</param>
internal sealed record ForeignKeyJoin<TKey, TLeft, TForeignKey, TRight, TResult>(
    bool KeepsLeft, Func<TKey, TLeft, Maybe<TForeignKey>> ForeignKey, Func<TLeft, Maybe<TRight>, TResult> Result)
{
    public string Kind => KeepsLeft ? "foreignKeyLeftJoin" : "foreignKeyJoin";
}
