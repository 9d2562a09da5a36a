using System.Text;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.DataPlane;

/// <summary>What holds on every cluster, the embedded one and a real one.</summary>
public abstract class DataPlaneContract
{
    private static readonly TimeSpan Patience = Waiting.Patience;

    /// <summary>The cluster under test.</summary>
    private protected abstract ITestCluster Cluster { get; }

    /// <summary>Whether offsets that went with a transaction are the group's afterwards.</summary>
    private protected abstract bool KeepsTransactionalOffsets { get; }

    private NativeTransport Transport => new(Cluster.Options);

    [Fact]
    public void A_record_comes_back_as_it_was_sent()
    {
        var topic = Cluster.CreateTopic(partitions: 2);
        using (var sink = Transport.CreateSink(new RecordSinkOptions()))
        {
            var writer = sink.Open(topic);
            Assert.Equal(2, writer.PartitionCount);
            var headers = new Headers().Add("unit", "RTU-7").Add("empty", ReadOnlyMemory<byte>.Empty).Add("none", (string?)null).Add("unit", "again");
            writer.Send(1, hasKey: true, "key"u8, hasValue: true, "value"u8, 1_700_000_000_123, headers);
            writer.Send(1, hasKey: false, default, hasValue: false, default, 1_700_000_000_124, headers: null);
            writer.Send(1, hasKey: true, default, hasValue: true, default, 0, headers: null);
            sink.Flush(Patience);
            Assert.Equal(2, sink.DeliveredOffset(new TopicPartition(topic, 1)));
            Assert.Null(sink.DeliveredOffset(new TopicPartition(topic, 0)));
        }

        using var reader = Transport.CreateReader(new PartitionReaderOptions());
        var queue = reader.Open(new TopicPartition(topic, 1), PartitionStart.Beginning);
        var records = queue.TakeToEnd();

        Assert.Equal([0, 1, 2], records.Select(r => r.Offset));
        Assert.Equal("key"u8.ToArray(), records[0].Key);
        Assert.Equal("value"u8.ToArray(), records[0].Value);
        Assert.Equal(1_700_000_000_123, records[0].Timestamp);
        Assert.Equal(["unit=RTU-7", "empty=", "none=null", "unit=again"], records[0].Headers!.Select(h => $"{h.Name}={h.Text ?? "null"}"));
        Assert.Null(records[1].Key);
        Assert.Null(records[1].Value);
        Assert.Null(records[1].Headers);
        Assert.Empty(records[2].Key!);
        Assert.Empty(records[2].Value!);
        Assert.Equal(1, records[2].Timestamp);
    }

    [Fact]
    public void A_hundred_thousand_records_make_the_round_trip_in_order()
    {
        const int Count = 100_000;
        const int Partitions = 4;
        var topic = Cluster.CreateTopic(Partitions);
        using var sink = Transport.CreateSink(new RecordSinkOptions());
        var writer = sink.Open(topic);
        for (var i = 0; i < Count; i++)
        {
            var key = BitConverter.GetBytes(i);
            writer.Send(i % Partitions, hasKey: true, key, hasValue: true, key, 1_700_000_000_000 + i, i % 10 == 0 ? new Headers().Add("n", key) : null);
        }

        sink.Flush(Patience);
        using var reader = Transport.CreateReader(new PartitionReaderOptions { Bulk = true });
        for (var p = 0; p < Partitions; p++)
        {
            var next = p;
            var queue = reader.Open(new TopicPartition(topic, p), PartitionStart.Beginning);
            queue.Each(() => next >= Count, record =>
            {
                Assert.Equal(next, BitConverter.ToInt32(record.Key));
                Assert.Equal(next, BitConverter.ToInt32(record.Value));
                Assert.Equal(1_700_000_000_000 + next, record.Timestamp);
                var headers = record.Headers;
                Assert.Equal(next % 10 == 0, headers is not null);
                if (headers is not null)
                    Assert.Equal(next, BitConverter.ToInt32(headers.Last("n")!.Value.Value!.Value.Span));
                next += Partitions;
            }, $"all records of partition {p} had come");
            Assert.Equal(Count / Partitions - 1, sink.DeliveredOffset(new TopicPartition(topic, p)));
        }
    }

    [Fact]
    public void A_member_is_assigned_reads_commits_and_its_successor_goes_on_there()
    {
        var topic = Cluster.CreateTopic(partitions: 2);
        Send(topic, 0, 10);
        Send(topic, 1, 10);
        var group = Cluster.UniqueName("group");
        var listener = new RecordingListener();
        using (var member = Transport.CreateMember(new GroupMemberOptions { GroupId = group }, listener))
        {
            member.Join(listener, topic);
            Assert.Equal([$"assigned {topic}-0,{topic}-1"], listener.Heard);
            Assert.Equal(group, listener.Metadata!.GroupId);
            Assert.Null(listener.Metadata.InstanceId);
            Assert.NotEmpty(listener.Metadata.MemberId);
            var queue = listener.Queues[new TopicPartition(topic, 0)];
            Assert.Null(queue.Position);
            Assert.Equal(10, queue.Take(10).Count);
            Assert.Equal(10, queue.Position);
            Assert.Equal(new Watermarks(0, 10), queue.Watermarks);
            member.Commit([new PartitionOffset(queue.Partition, 7)], Patience);
            Assert.True(member.Close(Patience));
            Assert.Equal($"revoked {topic}-0,{topic}-1", listener.Heard[^1]);
        }

        var next = new RecordingListener();
        using var successor = Transport.CreateMember(new GroupMemberOptions { GroupId = group }, next);
        successor.Join(next, topic);
        var committed = successor.Committed([new TopicPartition(topic, 0), new TopicPartition(topic, 1)], Patience);
        Assert.Equal(7, committed[new TopicPartition(topic, 0)]);
        Assert.Null(committed[new TopicPartition(topic, 1)]);
        Assert.Equal([7, 8, 9], next.Queues[new TopicPartition(topic, 0)].Take(3).Select(r => r.Offset));
    }

    [Fact]
    public void Each_partition_has_its_own_queue()
    {
        var topic = Cluster.CreateTopic(partitions: 2);
        Send(topic, 0, 50);
        Send(topic, 1, 50);
        var listener = new RecordingListener();
        using var member = Transport.CreateMember(new GroupMemberOptions { GroupId = Cluster.UniqueName("group") }, listener);
        member.Join(listener, topic);

        Assert.Equal(50, listener.Queues[new TopicPartition(topic, 1)].Take(50).Count);
        var other = listener.Queues[new TopicPartition(topic, 0)];
        Assert.Null(other.Position);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), other.Take(50).Select(r => r.Offset));
    }

    [Fact]
    public void Sought_records_are_read_again_and_paused_ones_only_after_resuming()
    {
        var topic = Cluster.CreateTopic(partitions: 1);
        Send(topic, 0, 20);
        var listener = new RecordingListener { Start = p => new PartitionStart(p, Offset: 15, Paused: true) };
        using var member = Transport.CreateMember(new GroupMemberOptions { GroupId = Cluster.UniqueName("group") }, listener);
        member.Join(listener, topic);
        var queue = listener.Queues.Values.Single();
        Assert.Null(queue.TryTake(100));
        queue.Resume();
        Assert.Equal(15, queue.Take(5)[0].Offset);
        queue.Seek(3);
        Assert.Null(queue.Position);
        Assert.Equal(3, queue.Take(17)[0].Offset);
    }

    [Fact]
    public void An_offset_that_is_not_there_is_an_error_where_no_reset_is_wanted()
    {
        var topic = Cluster.CreateTopic(partitions: 1);
        Send(topic, 0, 5);
        using var reader = Transport.CreateReader(new PartitionReaderOptions { Reset = OffsetReset.Fail });
        var queue = reader.Open(new TopicPartition(topic, 0), 1000);
        var error = Assert.Throws<OffsetOutOfRangeException>(() => queue.Take(1));
        Assert.Equal(new TopicPartition(topic, 0), error.Partition);
    }

    [Fact]
    public void A_transaction_carries_records_and_offsets()
    {
        var input = Cluster.CreateTopic(partitions: 1);
        var output = Cluster.CreateTopic(partitions: 1);
        Send(input, 0, 3);
        var listener = new RecordingListener();
        using var member = Transport.CreateMember(new GroupMemberOptions { GroupId = Cluster.UniqueName("group") }, listener);
        member.Join(listener, input);
        var queue = listener.Queues.Values.Single();
        queue.Take(3);

        using var sink = Transport.CreateSink(new RecordSinkOptions { TransactionalId = Cluster.UniqueName("tx") });
        Assert.True(sink.IsTransactional);
        sink.InitTransactions(Patience);
        var writer = sink.Open(output);
        for (var round = 0; round < 3; round++)
        {
            sink.Begin();
            writer.Send(0, hasKey: false, default, hasValue: true, Encoding.UTF8.GetBytes($"round {round}"), 1000, headers: null);
            sink.SendOffsets([new PartitionOffset(queue.Partition, round + 1)], listener.Metadata!, Patience);
            sink.Commit(Patience);
            long? expected = KeepsTransactionalOffsets ? round + 1 : null;
            Assert.Equal(expected, member.Committed([queue.Partition], Patience)[queue.Partition]);
        }

        using var reader = Transport.CreateReader(new PartitionReaderOptions());
        var records = reader.Open(new TopicPartition(output, 0), PartitionStart.Beginning).TakeToEnd();
        Assert.Equal(["round 0", "round 1", "round 2"], records.Select(r => Encoding.UTF8.GetString(r.Value!)));
    }

    [Fact]
    public void After_an_abort_the_sink_goes_on()
    {
        var topic = Cluster.CreateTopic(partitions: 1);
        using var sink = Transport.CreateSink(new RecordSinkOptions { TransactionalId = Cluster.UniqueName("tx"), Linger = TimeSpan.FromSeconds(1) });
        sink.InitTransactions(Patience);
        var writer = sink.Open(topic);
        sink.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, "given up"u8, 1000, headers: null);
        sink.Abort(Patience);
        Assert.Equal(0, sink.InFlight);
        sink.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, "kept"u8, 1000, headers: null);
        sink.Commit(Patience);
        using var reader = Transport.CreateReader(new PartitionReaderOptions());
        var records = reader.Open(new TopicPartition(topic, 0), PartitionStart.Beginning).TakeToEnd();
        Assert.Equal("kept"u8.ToArray(), records[^1].Value);
    }

    [Fact]
    public void A_record_that_is_too_large_is_refused_at_once()
    {
        var topic = Cluster.CreateTopic(partitions: 1);
        using var sink = Transport.CreateSink(new RecordSinkOptions());
        var writer = sink.Open(topic);
        var error = Assert.Throws<RecordTooLargeException>(
            () => writer.Send(0, hasKey: false, default, hasValue: true, new byte[2_000_000], 1000, headers: null));
        Assert.Equal(new TopicPartition(topic, 0), error.Partition);
        sink.Flush(Patience);
    }

    [Fact]
    public void The_end_of_a_partition_is_asked_of_the_broker()
    {
        var topic = Cluster.CreateTopic(partitions: 3);
        Send(topic, 2, 12);
        using var reader = Transport.CreateReader(new PartitionReaderOptions());
        Assert.Equal(3, reader.PartitionCount(topic, Patience));
        Assert.Equal(new Watermarks(0, 12), reader.QueryWatermarks(new TopicPartition(topic, 2), Patience));
        Assert.Equal(new Watermarks(0, 0), reader.QueryWatermarks(new TopicPartition(topic, 1), Patience));
    }

    private void Send(string topic, int partition, int count)
    {
        using var sink = Transport.CreateSink(new RecordSinkOptions());
        var writer = sink.Open(topic);
        for (var i = 0; i < count; i++)
            writer.Send(partition, hasKey: true, BitConverter.GetBytes(i), hasValue: true, BitConverter.GetBytes(i), 1_700_000_000_000 + i, headers: null);
        sink.Flush(Patience);
    }
}
