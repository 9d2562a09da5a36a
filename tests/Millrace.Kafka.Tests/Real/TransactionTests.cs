using System.Text;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.Real;

/// <summary>What only a real broker does with transactions and static members.</summary>
[Collection(PlainCluster.Name)]
public sealed class TransactionTests(PlainCluster cluster)
{
    private static readonly TimeSpan Patience = Waiting.Patience;

    private NativeTransport Transport => new(cluster.Options);

    [Fact]
    public void Aborted_records_are_invisible_to_read_committed_only()
    {
        var topic = cluster.CreateTopic(partitions: 1);
        using var sink = Transactional(cluster.UniqueName("tx"));
        SendInTransaction(sink, topic, "aborted", commit: false);
        SendInTransaction(sink, topic, "committed", commit: true);

        Assert.Equal(["committed"], Texts(topic, IsolationLevel.ReadCommitted));
        Assert.Equal(["aborted", "committed"], Texts(topic, IsolationLevel.ReadUncommitted));
    }

    [Fact]
    public void The_position_behind_a_transaction_lies_behind_its_marker()
    {
        var topic = cluster.CreateTopic(partitions: 1);
        using (var sink = Transactional(cluster.UniqueName("tx")))
            SendInTransaction(sink, topic, "one", commit: true);
        using var reader = Transport.CreateReader(new PartitionReaderOptions());
        var queue = reader.Open(new TopicPartition(topic, 0), PartitionStart.Beginning);
        Assert.Equal(0, queue.TakeToEnd().Single().Offset);
        Assert.Equal(2, queue.Position);
        Assert.Equal(new Watermarks(0, 2), reader.QueryWatermarks(queue.Partition, Patience));
    }

    [Fact]
    public void An_open_transaction_is_not_read_and_holds_the_end_back()
    {
        var topic = cluster.CreateTopic(partitions: 1);
        using var sink = Transactional(cluster.UniqueName("tx"));
        var writer = sink.Open(topic);
        sink.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, "open"u8, 1000, headers: null);
        sink.Flush(Patience);
        using var reader = Transport.CreateReader(new PartitionReaderOptions());
        Assert.Equal(new Watermarks(0, 0), reader.QueryWatermarks(new TopicPartition(topic, 0), Patience));
        Assert.Empty(reader.Open(new TopicPartition(topic, 0), PartitionStart.Beginning).TakeToEnd());
        sink.Commit(Patience);
        Assert.Equal(2, reader.QueryWatermarks(new TopicPartition(topic, 0), Patience).High);
    }

    [Fact]
    public void A_second_sink_of_the_same_transactional_id_fences_the_first()
    {
        var topic = cluster.CreateTopic(partitions: 1);
        var id = cluster.UniqueName("tx");
        using var first = Transactional(id);
        var writer = first.Open(topic);
        first.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, "zombie"u8, 1000, headers: null);
        using var second = Transactional(id);
        SendInTransaction(second, topic, "heir", commit: true);

        var error = Assert.Throws<FencedException>(() => first.Commit(Patience));
        Assert.False(error.IsMembership);
        Assert.Equal(["heir"], Texts(topic, IsolationLevel.ReadCommitted));
    }

    [Fact]
    public void Offsets_of_a_membership_that_is_over_are_refused()
    {
        var input = cluster.CreateTopic(partitions: 2);
        var group = cluster.UniqueName("group");
        var listener = new RecordingListener();
        using var member = Transport.CreateMember(new GroupMemberOptions { GroupId = group }, listener);
        member.Join(listener, input);
        var old = listener.Metadata!;

        // The second member makes a new generation.
        var other = new RecordingListener();
        using var second = Transport.CreateMember(new GroupMemberOptions { GroupId = group }, other);
        second.Subscribe([input]);
        member.PollUntil(() =>
        {
            second.Poll(TimeSpan.Zero);
            return other.Queues.Count == 1 && listener.Queues.Count == 1;
        }, "both had a partition");

        using var sink = Transactional(cluster.UniqueName("tx"));
        sink.Begin();
        var error = Assert.Throws<FencedException>(() => sink.SendOffsets([new PartitionOffset(new TopicPartition(input, 0), 1)], old, Patience));
        Assert.True(error.IsMembership);
        sink.Abort(Patience);
        sink.Begin();
        sink.SendOffsets([new PartitionOffset(listener.Queues.Keys.Single(), 1)], listener.Metadata!, Patience);
        sink.Commit(Patience);
    }

    [Fact]
    public void A_killed_static_member_resumes_its_partitions_at_once()
    {
        var topic = cluster.CreateTopic(partitions: 2);
        var options = new GroupMemberOptions { GroupId = cluster.UniqueName("group"), InstanceId = "worker-1" };
        var listener = new RecordingListener();
        using (var member = Transport.CreateMember(options, listener))
            member.Join(listener, topic);

        // Disposed of without Close: for the broker it vanished.
        var started = TimeProvider.System.GetTimestamp();
        var next = new RecordingListener();
        using var successor = Transport.CreateMember(options, next);
        successor.Join(next, topic);
        Assert.Equal(2, next.Queues.Count);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Two_members_of_one_instance_id_fence_each_other()
    {
        var topic = cluster.CreateTopic(partitions: 1);
        var options = new GroupMemberOptions { GroupId = cluster.UniqueName("group"), InstanceId = "worker-1" };
        var listener = new RecordingListener();
        using var first = Transport.CreateMember(options, listener);
        first.Join(listener, topic);
        var next = new RecordingListener();
        using var second = Transport.CreateMember(options, next);
        second.Join(next, topic);
        Assert.Throws<FencedException>(() => first.PollUntil(() => false, "the first member was fenced"));
    }

    [Fact]
    public void Under_KIP_848_a_member_joins_and_commits_in_a_transaction()
    {
        var topic = cluster.CreateTopic(partitions: 2);
        var listener = new RecordingListener();
        using var member = Transport.CreateMember(
            new GroupMemberOptions { GroupId = cluster.UniqueName("group"), Protocol = GroupProtocol.Consumer }, listener);
        member.Join(listener, topic);
        Assert.Equal(2, listener.Queues.Count);
        using var sink = Transactional(cluster.UniqueName("tx"));
        sink.Begin();
        sink.SendOffsets([new PartitionOffset(new TopicPartition(topic, 1), 4)], listener.Metadata!, Patience);
        sink.Commit(Patience);
        Assert.Equal(4, member.Committed([new TopicPartition(topic, 1)], Patience).Values.Single());
        Assert.True(member.Close(Patience));
    }

    [Fact]
    public void A_missing_topic_is_named()
    {
        KafkaHome.Require();
        using var sink = Transport.CreateSink(new RecordSinkOptions());
        Assert.Contains("no-such-topic", Assert.Throws<TopicMissingException>(() => sink.Open("no-such-topic")).Message, StringComparison.Ordinal);
        using var reader = Transport.CreateReader(new PartitionReaderOptions());
        Assert.Throws<TopicMissingException>(() => reader.PartitionCount("no-such-topic", Patience));
        using var member = Transport.CreateMember(new GroupMemberOptions { GroupId = cluster.UniqueName("group") }, new RecordingListener());
        member.Subscribe(["no-such-topic"]);
        var error = Assert.Throws<TopicMissingException>(() => member.PollUntil(() => false, "the topic was missed"));
        Assert.Contains("no-such-topic", error.Message, StringComparison.Ordinal);
    }

    private IRecordSink Transactional(string id)
    {
        var sink = Transport.CreateSink(new RecordSinkOptions { TransactionalId = id });
        sink.InitTransactions(Patience);
        return sink;
    }

    private static void SendInTransaction(IRecordSink sink, string topic, string text, bool commit)
    {
        var writer = sink.Open(topic);
        sink.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, Encoding.UTF8.GetBytes(text), 1000, headers: null);
        sink.Flush(Patience);
        if (commit)
            sink.Commit(Patience);
        else
            sink.Abort(Patience);
    }

    private IEnumerable<string> Texts(string topic, IsolationLevel isolation)
    {
        using var reader = Transport.CreateReader(new PartitionReaderOptions { Isolation = isolation });
        return [.. reader.Open(new TopicPartition(topic, 0), PartitionStart.Beginning).TakeToEnd().Select(r => Encoding.UTF8.GetString(r.Value!))];
    }
}
