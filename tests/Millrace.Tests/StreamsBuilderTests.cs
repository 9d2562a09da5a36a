using Millrace.State;

namespace Millrace.Tests;

public sealed class StreamsBuilderTests
{
    [Fact]
    public void All_problems_are_reported_at_once_with_their_places()
    {
        var builder = new StreamsBuilder();
        builder.Stream<string, string>("in").To("out");
        builder.Stream<string, long>("in");
        builder.Stream<string, object>("other").To("elsewhere");
        var one = Stores.KeyValue<string, string>("twice");
        var two = Stores.KeyValue<string, string>("twice");
        builder.Stream<string, string>("in").Process("a", () => new Nothing(), [one]);
        builder.Stream<string, string>("in").Process("b", () => new Nothing(), [two]);

        var error = Assert.Throws<TopologyException>(() => builder.Build("app"));

        Assert.Equal(4, error.Problems.Count);
        Assert.All(error.Problems, p => Assert.Equal("StreamsBuilderTests.cs", p.Place.File));
        Assert.Contains("'in'", error.Problems[0].What, StringComparison.Ordinal);
        Assert.Contains("'twice'", error.Problems[1].What, StringComparison.Ordinal);
        Assert.Contains("Object", error.Problems[2].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Topologies_that_read_one_topic_share_its_source_and_others_stand_apart()
    {
        var builder = new StreamsBuilder()
            .Add(new Inline(s => s.Stream<string, string>("in").To("a")))
            .Add(new Inline(s => s.Stream<string, string>("in").To("b")))
            .Add(new Inline(s => s.Stream<string, string>("other").To("c")));

        var graph = builder.Build("app");

        Assert.Equal(["in", "other"], graph.SubTopologies.Select(s => Assert.Single(s.SourceTopics)));
        Assert.Equal(["a", "b", "c", "in", "other"], graph.Topics.Select(t => t.Name));
    }

    [Fact]
    public void The_topics_tell_what_they_have_to_be_like()
    {
        var store = Stores.KeyValue<string, string>("latest");
        var graph = new StreamsBuilder()
            .Declare(new TopicSpec("alerts") { Retention = TimeSpan.FromDays(30) })
            .Add(new Inline(s => s.Stream("in", new Consumed<string, string> { Errors = ErrorPolicy.DeadLetterTo("dead") })
                .Process("keep", () => new Nothing(), [store]).To("alerts")))
            .Build("app");

        Assert.Equal(
            [("alerts", TopicRole.Output), ("app-latest-changelog", TopicRole.Changelog), ("dead", TopicRole.DeadLetter), ("in", TopicRole.Input)],
            graph.Topics.Select(t => (t.Name, t.Role)));
        Assert.Equal("2592000000", graph.Topics[0].ToKafkaSettings()["retention.ms"]);
        Assert.Equal("compact", graph.Topics[1].ToKafkaSettings()["cleanup.policy"]);
    }

    private sealed class Nothing : Processor<string, string, string, string>
    {
        public override void Process(in Record<string, string> record)
        {
        }
    }
}
