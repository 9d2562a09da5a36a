using Millrace.Graph;
using Millrace.Operators;

namespace Millrace.Joins;

/// <summary>What the joins of streams have in common: an operator a side, whose results come together.</summary>
internal static class StreamJoining
{
    public static KStream<TKey, TResult> JoinStreams<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> left,
        string name,
        KStream<TKey, TRight> right,
        StreamJoinRule<TKey, TLeft, TRight, TResult> rule,
        StreamJoined<TKey, TLeft, TRight>? given,
        SourcePlace place)
        where TKey : notnull
    {
        var joined = given ?? StreamJoined<TKey, TLeft, TRight>.Default;
        var stores = new StreamJoinStores<TKey, TLeft, TRight>(name, rule.Kind, rule.Windows, joined, place);
        var keyedLeft = Keyed(left, $"{name}-left", joined.KeySerde, joined.LeftSerde, place);
        if (SelfJoin(left, right, rule) is { } itself)
        {
            return keyedLeft.Then<TKey, TResult>(
                rule.Kind.Name, name, place, s => new SelfJoinOperator<TKey, TLeft, TResult>(s, itself, stores.ClockOfLeft(s.Task), stores.Left(s.Task)), stores.OfLeft);
        }

        var keyedRight = Keyed(right, $"{name}-right", joined.KeySerde, joined.RightSerde, place);
        var fromLeft = keyedLeft.Then<TKey, TResult>(
            $"{rule.Kind.Name}-this",
            $"{name}-this",
            place,
            s => new LeftSideOperator<TKey, TLeft, TRight, TResult>(
                s, rule, stores.Clock(s.Task), stores.Left(s.Task), stores.Right(s.Task), stores.Pending(s.Task)),
            stores.All);
        var fromRight = keyedRight.Then<TKey, TResult>(
            $"{rule.Kind.Name}-other",
            $"{name}-other",
            place,
            s => new RightSideOperator<TKey, TLeft, TRight, TResult>(
                s, rule, stores.Clock(s.Task), stores.Right(s.Task), stores.Left(s.Task), stores.Pending(s.Task)),
            stores.All);
        return fromLeft.Merge(fromRight, name, place.File, place.Line);
    }

    private static KStream<TKey, TValue> Keyed<TKey, TValue>(
        KStream<TKey, TValue> stream, string name, Serde<TKey>? keySerde, Serde<TValue>? valueSerde, SourcePlace place) =>
        stream.KeyChangedAt is null
            ? stream
            : stream.ThroughRepartition(name, new Repartitioned<TKey, TValue> { KeySerde = keySerde, ValueSerde = valueSerde }, place, shared: true);

    /// <summary>The rule by the one type that there is, where one store does for both sides and that is wanted.</summary>
    private static StreamJoinRule<TKey, TLeft, TLeft, TResult>? SelfJoin<TKey, TLeft, TRight, TResult>(
        KStream<TKey, TLeft> left, KStream<TKey, TRight> right, StreamJoinRule<TKey, TLeft, TRight, TResult> rule) =>
        left.Builder.Optimization.HasFlag(TopologyOptimization.SingleStoreSelfJoin) && !rule.Kind.KeepsAny && ReferenceEquals(left.Node, right.Node)
            ? rule as object as StreamJoinRule<TKey, TLeft, TLeft, TResult>
            : null;
}
