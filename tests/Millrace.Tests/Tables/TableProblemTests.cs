using Millrace.Graph;

namespace Millrace.Tests.Tables;

public sealed class TableProblemTests
{
    [Fact]
    public void Grouping_a_table_that_knows_no_old_values_names_the_place_where_a_store_is_missing()
    {
        var problem = Assert.Single(Problems(b => b.Table<string, string>("in")
            .MapValues(v => v + "!")
            .GroupBy("g", (_, v) => KeyValuePair.Create(v, v))
            .Count("counts")));

        Assert.Contains("name its store there", problem.What, StringComparison.Ordinal);
        Assert.Contains("TableProblemTests.cs:", problem.What, StringComparison.Ordinal);
        Assert.Equal("TableProblemTests.cs", problem.Place.File);
    }

    [Fact]
    public void A_store_anywhere_above_is_enough()
    {
        Assert.Empty(Problems(b => b.Table<string, string>("in", "t")
            .Filter((_, v) => v.Length > 1)
            .MapValues(v => v + "!")
            .Join(b.Table<string, string>("other").MapValues(v => v, store: "mapped"), (l, r) => l + r)
            .GroupBy("g", (_, v) => KeyValuePair.Create(v, v))
            .Count("counts")));
    }

    [Fact]
    public void Each_side_of_a_join_that_cannot_be_looked_up_is_a_problem()
    {
        Assert.Equal(2, Problems(b => b.Table<string, string>("a").Join(b.Table<string, string>("b"), (l, r) => l + r)).Count);
        Assert.Equal(4, Problems(b => b.Table<string, string>("a").OuterJoin(b.Table<string, string>("b"), (l, r) => l + r)).Count);
        Assert.Equal(2, Problems(b => b.Table<string, string>("a").Join("j", b.Table<string, string>("b", "t"), v => v, (l, r) => l + r)).Count);
    }

    [Fact]
    public void What_a_transformer_gives_can_be_grouped_only_from_a_store_since_it_depends_on_more_than_the_entry()
    {
        Assert.Single(Problems(b => Transformed(b).GroupBy("g", (_, v) => KeyValuePair.Create(v, v)).Count("counts")));
        Assert.Empty(Problems(b => Transformed(b, "stored").GroupBy("g", (_, v) => KeyValuePair.Create(v, v)).Count("counts")));

        static KTable<string, string> Transformed(StreamsBuilder builder, string? store = null) =>
            builder.Table<string, string>("in", "t").TransformValues("step", () => new Same(), store: store);
    }

    [Fact]
    public void A_transformer_of_numbers_cannot_be_told_of_deletions()
    {
        var problem = Assert.Single(Problems(b => b.Table<string, long>("in").TransformValues("step", () => new Twice())));

        Assert.Contains("Int64?", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_of_numbers_cannot_tell_of_what_a_filter_or_a_join_deletes()
    {
        Assert.Single(Problems(b => Counts(b, "in").Filter((_, n) => n > 1).ToStream().To("out")));
        Assert.Single(Problems(b => b.Table<string, long>("a", "t").MapValues(n => n + 1).ToStream().To("out")));
        Assert.Single(Problems(b => Counts(b, "in").LeftJoin("j", Counts(b, "other"), (n) => $"{n}", (l, r) => l + (r ?? 0)).Filter((_, _) => true).ToStream().To("out")));
        Assert.Empty(Problems(b => Counts(b, "in").MapValues(n => n + 1).ToStream().To("out")));
        Assert.Empty(Problems(b => Counts(b, "in").Join(Counts(b, "other"), (l, r) => l + r).ToStream().To("out")));
    }

    [Fact]
    public void A_foreign_key_join_has_its_topics_and_store_by_its_name_and_no_other_join_may_have_it()
    {
        var graph = new StreamsBuilder().Add(new Inline(b => Join(b, "orders"))).Build("app");
        Assert.Subset(
            graph.Topics.Select(t => t.Name).ToHashSet(StringComparer.Ordinal),
            new HashSet<string>(StringComparer.Ordinal)
            {
                "app-orders-subscription-registration-topic", "app-orders-subscription-response-topic", "app-orders-subscription-store-changelog",
            });

        Assert.NotEmpty(Problems(b =>
        {
            Join(b, "orders");
            Join(b, "orders");
        }));

        static void Join(StreamsBuilder builder, string name) => builder.Table<string, string>("left", "l")
            .Join(name, builder.Table<string, string>("right", "r"), v => v, (l, r) => l + r).ToStream().To("out");
    }

    private static KTable<string, long> Counts(StreamsBuilder builder, string topic) => builder.Stream<string, string>(topic).GroupByKey().Count($"{topic}-counts");

    private static IReadOnlyList<TopologyProblem> Problems(Action<StreamsBuilder> define)
    {
        try
        {
            new StreamsBuilder().Add(new Inline(define)).Build("app");
            return [];
        }
        catch (TopologyException e)
        {
            return e.Problems;
        }
    }

    private sealed class Same : TableTransformer<string, string, string>
    {
        public override string Transform(string key, string? value) => value!;
    }

    private sealed class Twice : TableTransformer<string, long, long>
    {
        public override long Transform(string key, long value) => value * 2;
    }
}
