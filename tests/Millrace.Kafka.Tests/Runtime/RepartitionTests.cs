using Millrace.Kafka.Tests.Runtime.Support;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.Runtime;

/// <summary>Workers on a real broker whose streams are grouped by a new key.</summary>
[Collection(PlainCluster.Name)]
public sealed class RepartitionTests(PlainCluster cluster)
{
    private const int Records = 3_000;
    private const int Keys = 7;
    private const int InputPartitions = 3;

    [Fact]
    public async Task Records_of_a_new_key_come_together_through_a_topic_of_the_applications_own_that_is_emptied_behind_them()
    {
        var application = cluster.UniqueName("rekeyed");
        var (input, output) = (cluster.CreateTopic(InputPartitions), cluster.CreateTopic(2));
        cluster.Write(input, Enumerable.Range(0, Records).Select(n => ($"device-{n % 100}", $"site-{n % Keys}")));
        var graph = Inline.Graph(application, streams => streams
            .Stream<string, string>(input)
            .GroupBy("by-site", (_, site) => site)
            .Count("readings")
            .ToStream()
            .To(output));

        await using var worker = RunningWorker.Start(graph, new KafkaWorkerOptions
        {
            Client = cluster.Options,
            InstanceId = $"{application}-1",
            CommitInterval = TimeSpan.FromMilliseconds(20),
            RepartitionPurgeInterval = TimeSpan.FromMilliseconds(100),
        });
        await worker.Until(_ => cluster.Counts(output).Values.Sum(c => c.Max()) == Records, "all were counted");

        Assert.Equal(Keys, cluster.Counts(output).Count);
        using var admin = TopicAdmin.Create(cluster.Options);
        var topic = $"{application}-by-site-repartition";
        var described = Assert.Single(await admin.DescribeAsync([topic]));
        Assert.Equal(InputPartitions, described.Partitions);
        Assert.Equal("-1", described.Settings["retention.ms"]);
        var purged = false;
        await worker.Until(
            _ => purged = admin.OffsetsAsync([topic]).GetAwaiter().GetResult().Values.Sum(w => w.Low) >= Records, "what was read was deleted");
        Assert.True(purged);
        await worker.StopAsync();
    }

    [Fact]
    public async Task A_restarted_worker_goes_on_where_the_repartition_topic_was_committed()
    {
        var application = cluster.UniqueName("rekeyed");
        var (input, output) = (cluster.CreateTopic(InputPartitions), cluster.CreateTopic(1));
        var graph = Inline.Graph(application, streams => streams
            .Stream<string, string>(input)
            .SelectKey((_, site) => site)
            .GroupByKey("by-site")
            .Count("readings")
            .ToStream()
            .To(output));
        var options = new KafkaWorkerOptions
        {
            Client = cluster.Options,
            InstanceId = $"{application}-1",
            CommitInterval = TimeSpan.FromMilliseconds(20),
        };
        for (var run = 1; run <= 3; run++)
        {
            cluster.Write(input, Enumerable.Range(0, Records).Select(n => ($"device-{n % 100}", $"site-{n % Keys}")));
            await using var worker = RunningWorker.Start(graph, options);
            if (run == 2)
            {
                // Stopped somewhere in the middle, with records on their way through the repartition topic.
                await worker.Until(s => s.RecordsRead > Records / 2, "half was read");
                await worker.StopAsync();
                continue;
            }

            var all = run * Records;
            await worker.Until(_ => cluster.Counts(output).Values.Sum(c => c.Max()) == all, $"{all} were counted");
            await worker.StopAsync();
        }

        Assert.All(cluster.Counts(output), c => Assert.Equal(c.Value.Order(), c.Value));
    }
}
