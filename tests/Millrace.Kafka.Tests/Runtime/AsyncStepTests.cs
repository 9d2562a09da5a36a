using System.Text;
using Millrace.Kafka.Tests.Runtime.Support;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.Runtime;

/// <summary>Whole workers with steps that wait for something outside.</summary>
public sealed class AsyncStepTests(EmbeddedCluster cluster) : IClassFixture<EmbeddedCluster>
{
    private const int Records = 400;
    private const int Keys = 20;

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task Results_are_those_of_each_record_in_the_order_of_its_key_whatever_the_calls_take(ProcessingGuarantee guarantee)
    {
        var (input, output) = (cluster.CreateTopic(3), cluster.CreateTopic(1));
        var (running, most) = (0, 0);
        var graph = Inline.Graph(cluster.UniqueName("app"), s => s
            .Stream<string, string>(input)
            .MapValuesAsync("score", Score, new AsyncOptions { Concurrency = 8 })
            .To(output));
        cluster.Write(input, Enumerable.Range(0, Records).Select(n => ($"key-{n % Keys}", $"{n}")));

        await using var worker = RunningWorker.Start(graph, new KafkaWorkerOptions
        {
            Client = cluster.Options,
            InstanceId = cluster.UniqueName("worker"),
            Guarantee = guarantee,
            Threads = 2,
            CommitInterval = TimeSpan.FromMilliseconds(20),
        });
        await worker.UntilRead(Records);
        await worker.StopAsync();

        var byKey = cluster.Read(output).ToLookup(r => Encoding.UTF8.GetString(r.Key!), r => Encoding.UTF8.GetString(r.Value!));
        Assert.Equal(Keys, byKey.Count);
        for (var key = 0; key < Keys; key++)
            Assert.Equal(Enumerable.Range(0, Records / Keys).Select(i => $"scored {key + (i * Keys)}"), byKey[$"key-{key}"]);
        Assert.InRange(most, 2, 3 * 8);

        async Task<string> Score(string key, string value, CancellationToken cancellation)
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);

            // Later records take less, so that calls end out of order.
            await Task.Delay(TimeSpan.FromMilliseconds(5 - (int.Parse(value) % 5)), cancellation);
            Interlocked.Decrement(ref running);
            return $"scored {value}";
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
