using Millrace.Kafka.Tests.Runtime.Support;
using Millrace.Kafka.Tests.Support;
using Millrace.State;

namespace Millrace.Kafka.Tests.Runtime;

/// <summary>Tables and joins of tables in workers on the embedded cluster.</summary>
public sealed class TableRestoreTests(EmbeddedCluster cluster) : IClassFixture<EmbeddedCluster>
{
    private const int Keys = 20;

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task A_table_that_reuses_its_topic_is_restored_up_to_what_was_processed_and_no_further(ProcessingGuarantee guarantee)
    {
        var (input, output, application) = (cluster.CreateTopic(2), cluster.CreateTopic(1), cluster.UniqueName("app"));
        var graph = new StreamsBuilder(TopologyOptimization.ReuseSourceTopics)
            .Add(new Inline(b => b.Table<string, string>(input, "table")
                .GroupBy("by-value", (_, value) => KeyValuePair.Create(value, value))
                .Count("counts")
                .ToStream()
                .To(output)))
            .Build(application);
        Assert.DoesNotContain(graph.Topics, t => t.Name == $"{application}-table-changelog");
        var options = new KafkaWorkerOptions { Client = cluster.Options, CommitInterval = TimeSpan.FromMilliseconds(20), Guarantee = guarantee };
        cluster.Write(input, Enumerable.Range(0, Keys).Select(n => ($"key-{n}", "old")));
        await using (var first = RunningWorker.Start(graph, options))
        {
            await first.Until(_ => Last("old") == Keys, "all were counted");
            await first.StopAsync();
        }

        // Had these been restored already, each would find itself as the old value, and nothing would be taken from the old group.
        cluster.Write(input, Enumerable.Range(0, Keys).Select(n => ($"key-{n}", "new")));
        await using var second = RunningWorker.Start(graph, options with { State = new InMemoryStateBackendProvider() });
        await second.Until(_ => Last("new") == Keys && Last("old") == 0, "all had changed their group");
        Assert.True(second.Worker.Status.Tasks.Sum(t => t.Restored) >= Keys, "the topic was read");
        await second.StopAsync();

        long? Last(string value) => cluster.Counts(output).TryGetValue(value, out var counts) ? counts[^1] : null;
    }

    [Fact]
    public async Task A_join_by_foreign_key_finds_its_subscriptions_again_when_local_state_is_lost()
    {
        var (units, sites, output, application) = (cluster.CreateTopic(3), cluster.CreateTopic(2), cluster.CreateTopic(1), cluster.UniqueName("app"));
        var graph = Inline.Graph(application, b => b.Table<string, string>(units, "units")
            .LeftJoin("by-site", b.Table<string, string>(sites, "sites"), site => site, (_, name) => (long)(name?.Length ?? 0))
            .ToNullableStream()
            .To(output));
        var options = new KafkaWorkerOptions { Client = cluster.Options, CommitInterval = TimeSpan.FromMilliseconds(20) };
        cluster.Write(units, Enumerable.Range(0, Keys).Select(n => ($"unit-{n}", $"site-{n % 4}")));
        await using (var first = RunningWorker.Start(graph, options))
        {
            await first.Until(_ => cluster.Counts(output).Count == Keys, "every unit had a result");
            await first.StopAsync();
        }

        cluster.Write(sites, Enumerable.Range(0, 4).Select(n => ($"site-{n}", "four")));
        await using var second = RunningWorker.Start(graph, options with { State = new InMemoryStateBackendProvider() });
        await second.Until(_ => cluster.Counts(output).Values.All(c => c[^1] == 4), "every unit was told of its site");
        await second.StopAsync();

        Assert.All(cluster.Counts(output), c => Assert.Equal([0, 4], c.Value));
    }
}
