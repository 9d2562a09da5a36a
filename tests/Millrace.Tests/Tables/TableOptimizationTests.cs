using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Tables;

public sealed class TableOptimizationTests
{
    [Fact]
    public void A_table_that_reuses_its_topic_has_no_changelog_and_writes_nothing_to_the_topic()
    {
        using var driver = Driver(TopologyOptimization.ReuseSourceTopics);

        driver.Input<string, string?>("in").Pipe("a", "1");
        driver.Restart();
        driver.Input<string, string?>("in").Pipe("a", "2");

        Assert.DoesNotContain(driver.Graph.Topics, t => t.Role == TopicRole.Changelog);
        Assert.Empty(driver.Records("in"));
        Assert.Equal(["1", "2"], driver.Output<string, string>("out").ReadValues());
        Assert.True(driver.Store<IKeyValueStore<string, string>>("t").TryGet("a", out var value));
        Assert.Equal("2", value);
    }

    [Fact]
    public void Its_store_remembers_up_to_where_of_the_topic_it_holds_everything()
    {
        var state = new InMemoryStateBackendProvider();
        using (var driver = Driver(TopologyOptimization.ReuseSourceTopics, state: state))
        {
            driver.Input<string, string?>("in").Pipe("a", "1");
            driver.Input<string, string?>("in").Pipe("a", "2");
        }

        using var backend = state.Open(new TaskId(0, 0), ["t"]);
        Assert.Equal(2, backend.ChangelogOffset(0));
    }

    [Fact]
    public void A_table_that_does_more_than_read_has_its_changelog_all_the_same()
    {
        using var extracted = Driver(TopologyOptimization.ReuseSourceTopics, new() { Timestamp = (_, _, _, _) => 7 });
        using var validated = Driver(TopologyOptimization.ReuseSourceTopics, new() { Validate = (_, _) => null });
        using var skipping = Driver(TopologyOptimization.ReuseSourceTopics, new() { Errors = ErrorPolicy.Skip });
        using var plain = Driver(TopologyOptimization.None);

        Assert.All([extracted, validated, plain], d => Assert.Contains(d.Graph.Topics, t => t.Name == "app-t-changelog"));
        Assert.DoesNotContain(skipping.Graph.Topics, t => t.Role == TopicRole.Changelog);
    }

    private static TopologyTestDriver Driver(
        TopologyOptimization optimization, Consumed<string, string>? consumed = null, InMemoryStateBackendProvider? state = null) => new(
        new Inline(b => b.Table("in", "t", consumed).ToStream().To("out")),
        new TestDriverOptions { Optimization = optimization, State = state ?? new InMemoryStateBackendProvider() });
}
