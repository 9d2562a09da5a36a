using Millrace.Graph;
using Millrace.Operators;
using Millrace.Tables;

namespace Millrace.Joins;

/// <summary>What the joins of a stream with a table have in common.</summary>
internal static class StreamTableJoining
{
    public static KStream<TKey, TResult> JoinTable<TKey, TLeft, TRight, TResult>(
        this KStream<TKey, TLeft> stream,
        KTable<TKey, TRight> table,
        bool keepsUnmatched,
        Func<TKey, TLeft, Maybe<TRight>, TResult> joiner,
        Joined<TKey, TLeft>? given,
        SourcePlace place)
    {
        var joined = given ?? Joined<TKey, TLeft>.Default;
        var kind = keepsUnmatched ? "leftJoin" : "join";
        Check(stream, table, joined, place);
        var keyed = stream.KeyChangedAt is null
            ? stream
            : stream.ThroughRepartition(
                joined.Name ?? "unnamed", new Repartitioned<TKey, TLeft> { KeySerde = joined.KeySerde, ValueSerde = joined.ValueSerde }, place, shared: true);
        if (joined.Grace is not { } grace)
        {
            return keyed.Then<TKey, TResult>(kind, joined.Name, place, Create, table.Plan.Stores);
        }

        var buffer = new JoinBufferDefinition<TKey, TLeft>($"{joined.Name}-Buffer", joined, grace, place);
        return keyed.Then<TKey, TResult>(
            kind,
            joined.Name,
            place,
            s => new GraceJoinOperator<TKey, TLeft, TResult>(s, (JoinBuffer<TKey, TLeft>)s.Task.Store(buffer), keepsUnmatched, Create(s)),
            [.. table.Plan.Stores, buffer]);

        Operator<TKey, TLeft> Create(OperatorSite<TKey, TResult> site) => new StreamTableJoinOperator<TKey, TLeft, TRight, TResult>(
            site, table.Plan.CreateView(site.Task), table.Plan.IsVersioned, keepsUnmatched, joiner);
    }

    private static void Check<TKey, TLeft, TRight>(KStream<TKey, TLeft> stream, KTable<TKey, TRight> table, Joined<TKey, TLeft> joined, SourcePlace place)
    {
        if (!table.Plan.CanBeRead)
        {
            stream.Builder.Problem(place, $"The table has no store to be looked up in: name one at {table.Plan.Place}");
        }

        if (stream.KeyChangedAt is { } changed && joined.Name is null)
        {
            stream.Builder.Problem(
                place, $"The join makes a repartition topic, since the keys are changed at {changed}: name it with new Joined<...> {{ Name = ... }}");
        }

        if (joined.Grace is not { } grace)
        {
            return;
        }

        if (joined.Name is null)
        {
            stream.Builder.Problem(place, "A join with grace keeps the records that wait: name it with new Joined<...> { Name = ... }");
        }

        if (!table.Plan.IsVersioned)
        {
            stream.Builder.Problem(
                place, $"A join with grace asks the table for what was valid at a time, and it keeps no versions: give it a History at {table.Plan.Place}");
        }
        else if (table.Plan.History < grace)
        {
            stream.Builder.Problem(
                place, $"A grace of {grace} is longer than the table's history of {table.Plan.History}, set at {table.Plan.Place}: when a record is joined its time would be forgotten");
        }
    }
}
