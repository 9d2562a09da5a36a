using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.DataPlane;

/// <summary>The data plane makes no garbage by the record.</summary>
public sealed class AllocationTests(EmbeddedCluster cluster) : IClassFixture<EmbeddedCluster>
{
    private const int Count = 20_000;

    // Batches, waits and the events of a flush may cost a few objects; records may not.
    private const double BytesARecord = 1.0;

    private NativeTransport Transport => new(cluster.Options);

    [Fact]
    public void Sending_allocates_nothing_by_the_record()
    {
        var topic = cluster.CreateTopic(partitions: 2);
        using var sink = Transport.CreateSink(new RecordSinkOptions());
        var writer = sink.Open(topic);
        var value = new byte[100];
        Send(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(Count);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < Count * BytesARecord, $"{allocated} bytes for {Count} records");

        void Send(int count)
        {
            for (var i = 0; i < count; i++)
                writer.Send(i % 2, hasKey: true, "TT0124"u8, hasValue: true, value, 1_700_000_000_000 + i, headers: null);
            sink.Flush(Waiting.Patience);
        }
    }

    [Fact]
    public void Taking_allocates_nothing_by_the_record()
    {
        var topic = cluster.CreateTopic(partitions: 1);
        using (var sink = Transport.CreateSink(new RecordSinkOptions()))
        {
            var writer = sink.Open(topic);
            for (var i = 0; i < Count; i++)
                writer.Send(0, hasKey: true, "TT0124"u8, hasValue: true, new byte[100], 1_700_000_000_000 + i, headers: null);
            sink.Flush(Waiting.Patience);
        }

        using var reader = Transport.CreateReader(new PartitionReaderOptions());
        var queue = reader.Open(new TopicPartition(topic, 0), PartitionStart.Beginning);
        using var wakeUp = new WakeUp();
        queue.WakeWith(wakeUp);
        long sum = 0;
        var taken = Take(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        taken += Take(Count - taken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Count, taken);
        Assert.NotEqual(0, sum);
        Assert.True(allocated < Count * BytesARecord, $"{allocated} bytes for {Count} records");
        queue.WakeWith(null);

        int Take(int atLeast)
        {
            var count = 0;
            while (count < atLeast)
            {
                wakeUp.Reset();
                using var batch = queue.TryTake(500);
                if (batch is null)
                {
                    Assert.True(wakeUp.Wait(Waiting.Patience), "records came");
                    continue;
                }

                while (batch.MoveNext())
                {
                    sum += batch.Timestamp + batch.Offset + batch.Key.Length + batch.Value.Length + (batch.Headers?.Count ?? 0);
                    count++;
                }
            }

            return count;
        }
    }
}
