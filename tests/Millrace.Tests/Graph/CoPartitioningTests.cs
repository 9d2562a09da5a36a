namespace Millrace.Tests.Graph;

public sealed class CoPartitioningTests
{
    [Fact]
    public void A_join_of_streams_with_different_partitions_is_refused_with_both_topics_and_counts()
    {
        var builder = Declared(("left", 3), ("right", 4));
        builder.Stream<string, string>("left").Join("j", builder.Stream<string, string>("right"), (l, r) => l + r, JoinWindows.Of(1.Seconds())).To("out");

        var problem = Assert.Single(Assert.Throws<TopologyException>(() => builder.Build("app")).Problems);

        Assert.Contains("'left', which has 3", problem.What, StringComparison.Ordinal);
        Assert.Contains("'right', which has 4", problem.What, StringComparison.Ordinal);
        Assert.StartsWith("CoPartitioningTests.cs:", problem.Place.ToString());
    }

    [Fact]
    public void A_join_with_a_table_of_other_partitions_is_refused_and_one_behind_a_repartition_topic_is_not()
    {
        var refused = Declared(("in", 3), ("table", 4));
        refused.Stream<string, string>("in").Join(refused.Table<string, string>("table", "t"), (l, r) => l + r).To("out");
        Assert.Throws<TopologyException>(() => refused.Build("app"));

        var repartitioned = Declared(("in", 3), ("table", 4));
        repartitioned.Stream<string, string>("in").Repartition("r").Join(repartitioned.Table<string, string>("table", "t"), (l, r) => l + r).To("out");
        Assert.Equal(2, repartitioned.Build("app").SubTopologies.Count);
    }

    [Fact]
    public void A_global_table_has_as_many_partitions_as_it_likes()
    {
        var builder = Declared(("in", 3), ("sites", 4));
        builder.Stream<string, string>("in").Join(builder.GlobalTable<string, string>("sites", "s"), (k, _) => k, (l, r) => l + r).To("out");

        Assert.Single(builder.Build("app").SubTopologies);
    }

    [Fact]
    public void Topics_of_which_nothing_is_said_are_looked_at_when_a_worker_starts()
    {
        var builder = new StreamsBuilder();
        builder.Stream<string, string>("left").Join("j", builder.Stream<string, string>("right"), (l, r) => l + r, JoinWindows.Of(1.Seconds())).To("out");
        var graph = builder.Build("app");

        var problem = Assert.Single(graph.PlanPartitions(new Dictionary<string, int>(StringComparer.Ordinal) { ["left"] = 3, ["right"] = 4 }).Problems);

        Assert.Contains("left has 3", problem, StringComparison.Ordinal);
        Assert.Contains("right has 4", problem, StringComparison.Ordinal);
    }

    private static StreamsBuilder Declared(params ReadOnlySpan<(string Topic, int Partitions)> topics)
    {
        var builder = new StreamsBuilder();
        foreach (var (topic, partitions) in topics)
        {
            builder.Declare(new TopicSpec(topic) { Partitions = partitions });
        }

        return builder;
    }
}
