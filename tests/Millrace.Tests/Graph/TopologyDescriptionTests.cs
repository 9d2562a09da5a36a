using Millrace.Graph;

namespace Millrace.Tests.Graph;

public sealed class TopologyDescriptionTests
{
    [Fact]
    public void Json_is_read_back_as_it_was_written()
    {
        var written = Describe().ToJson();

        Assert.Equal(written, TopologyDescription.FromJson(written).ToJson());
        Assert.Empty(TopologyDiff.Compare(Describe(), TopologyDescription.FromJson(written)).Differences);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"applicationId":"app","subTopologies":[{"index":0}]}""")]
    [InlineData("""{"applicationId":"app","subTopologies":[],"topics":[{"name":"t","role":"nothing"}]}""")]
    public void What_is_no_description_is_refused(string json) =>
        Assert.Throws<TopologyDescriptionException>(() => TopologyDescription.FromJson(json));

    [Fact]
    public void Stores_tell_their_types_and_windows_and_topics_their_partitions()
    {
        var description = Describe();
        var store = description.SubTopologies.SelectMany(s => s.Operators).SelectMany(o => o.Stores).Single();
        var repartition = description.Topics.Single(t => t.Role == TopicRole.Repartition);

        Assert.Equal(("string", "long"), (store.KeyFormat, store.ValueFormat));
        Assert.Equal("01:00:00", store.Facts.Single(f => f.Name == StoreFact.WindowSize).Value);
        Assert.Equal(("app-by-value-repartition", 4, true), (repartition.Name, repartition.Partitions, repartition.IsInternal));
        Assert.Equal(("string", "string"), (repartition.KeyFormat, repartition.ValueFormat));
    }

    [Fact]
    public void Each_form_draws_sub_topologies_stores_and_internal_topics()
    {
        var description = Describe();

        Assert.All((string[])[description.ToText(), description.ToMermaid(), description.ToJson()], form =>
        {
            Assert.Contains("app-by-value-repartition", form, StringComparison.Ordinal);
            Assert.Contains("hours", form, StringComparison.Ordinal);
        });
        Assert.Contains("Sub-topology 1", description.ToText(), StringComparison.Ordinal);
        Assert.Contains("subgraph s1", description.ToMermaid(), StringComparison.Ordinal);
        Assert.Contains("--> topic_app_by_value_repartition\n", description.ToMermaid(), StringComparison.Ordinal);
        Assert.Contains("topic_app_by_value_repartition --> ", description.ToMermaid(), StringComparison.Ordinal);
    }

    private static TopologyDescription Describe() => TopologyDescription.Of(new StreamsBuilder()
        .Add(new Inline(s => s.Stream<string, string>("in")
            .SelectKey((_, v) => v)
            .Repartition("by-value", new Repartitioned<string, string> { Partitions = 4 })
            .GroupByKey()
            .WindowedBy(TimeWindows.Of(1.Hours()))
            .Count("hours")
            .ToStream((w, _) => w.Key)
            .To("out")))
        .Build("app"));
}
