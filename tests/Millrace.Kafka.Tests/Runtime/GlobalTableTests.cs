using System.Text;
using Millrace.Kafka.Tests.Runtime.Support;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.Runtime;

/// <summary>Workers whose topologies have a global table, on the embedded cluster.</summary>
public sealed class GlobalTableTests(EmbeddedCluster cluster) : IClassFixture<EmbeddedCluster>
{
    [Fact]
    public async Task Every_task_sees_all_partitions_of_a_global_table_before_its_first_record()
    {
        var (sites, input, output) = (cluster.CreateTopic(3), cluster.CreateTopic(2), cluster.CreateTopic(2));
        cluster.Write(sites, Enumerable.Range(0, 500).Select(n => ($"site-{n}", $"name-{n}")));
        cluster.Write(input, Enumerable.Range(0, 500).Select(n => ($"device-{n}", $"site-{n}")));

        await using var worker = RunningWorker.Start(Graph(sites, input, output), Options() with { Threads = 2 });
        await worker.UntilRead(500);
        await worker.StopAsync();

        Assert.Equal(
            Enumerable.Range(0, 500).Select(n => $"site-{n} is name-{n}").Order(StringComparer.Ordinal),
            Values(output).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_global_table_follows_its_topic_while_the_worker_runs()
    {
        var (sites, input, output) = (cluster.CreateTopic(3), cluster.CreateTopic(1), cluster.CreateTopic(1));
        cluster.Write(sites, [("site-1", "old")]);
        await using var worker = RunningWorker.Start(Graph(sites, input, output), Options());
        cluster.Write(input, [("d", "site-1")]);
        await worker.UntilRead(1);

        cluster.Write(sites, [("site-1", "new")]);
        var read = 1;
        do
        {
            // The table is read beside the tasks: when it has caught up is seen from the results only.
            cluster.Write(input, [("d", "site-1")]);
            await worker.UntilRead(++read);
        }
        while (Values(output)[^1] != "site-1 is new" && read < 500);
        await worker.StopAsync();

        Assert.Equal("site-1 is old", Values(output)[0]);
        Assert.Equal("site-1 is new", Values(output)[^1]);
    }

    [Fact]
    public async Task A_worker_with_a_global_table_that_cannot_be_read_ends_with_the_record_that_failed()
    {
        var (sites, input, output) = (cluster.CreateTopic(1), cluster.CreateTopic(1), cluster.CreateTopic(1));
        cluster.Write(sites, [("site-1", "good"), ("site-2", "bad")]);
        var graph = Inline.Graph(cluster.UniqueName("app"), s => s.Stream<string, string>(input)
            .Join(
                s.GlobalTable<string, string>(sites, "sites", new() { Validate = (_, v) => v == "bad" ? "a site is good" : null }),
                (_, v) => v,
                (_, r) => r)
            .To(output));

        await using var worker = RunningWorker.Start(graph, Options());
        var failure = await Assert.ThrowsAsync<RecordFailedException>(() => worker.Run.WaitAsync(Waiting.Patience));

        Assert.Equal(new RecordOrigin(sites, 0, 1), failure.Origin);
        Assert.Equal(WorkerState.Failed, worker.Worker.Status.State);
    }

    private TopologyGraph Graph(string sites, string input, string output) => Inline.Graph(cluster.UniqueName("app"), s => s
        .Stream<string, string>(input)
        .LeftJoin(s.GlobalTable<string, string>(sites, "sites"), (_, v) => v, (l, r) => $"{l} is {r}")
        .To(output));

    private List<string> Values(string topic) => [.. cluster.Read(topic).Select(t => Encoding.UTF8.GetString(t.Value!))];

    private KafkaWorkerOptions Options() => new() { Client = cluster.Options, CommitInterval = TimeSpan.FromMilliseconds(20) };
}
