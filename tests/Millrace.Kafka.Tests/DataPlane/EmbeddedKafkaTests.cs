using System.Text;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.DataPlane;

/// <summary>The embedded cluster: what it gives, and the limits that its documentation states.</summary>
public sealed class EmbeddedKafkaTests
{
    // Kafka's protocol: the numbers of requests and errors.
    private const short ProduceRequest = 0;
    private const short InitProducerIdRequest = 22;
    private const short AddOffsetsToTransactionRequest = 25;
    private const short EndTransactionRequest = 26;
    private const int NotLeader = 6;
    private const int CoordinatorLoading = 14;
    private const int ProducerFenced = 90;
    private const int TransactionalIdAuthorizationFailed = 53;
    private const int TransactionAbortable = 120;

    private static readonly TimeSpan Patience = Waiting.Patience;

    [Fact]
    public void It_starts_with_its_topics_and_is_found_by_its_address_until_it_is_stopped()
    {
        string servers;
        using (var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "readings", Partitions = 3 }], brokers: 3))
        {
            servers = kafka.BootstrapServers;
            Assert.Equal(3, servers.Split(',').Length);
            Assert.True(EmbeddedKafka.TryFind(servers, out var found));
            Assert.Same(kafka, found);
            using var sink = new NativeTransport(kafka.Options).CreateSink(new RecordSinkOptions());
            Assert.Equal(3, sink.Open("readings").PartitionCount);
            Assert.False(kafka.CreateTopic("readings", 3));
        }

        Assert.False(EmbeddedKafka.TryFind(servers, out _));
    }

    [Fact]
    public void It_forgets_the_oldest_records_of_a_partition_after_five_megabytes()
    {
        using var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "readings" }]);
        var transport = new NativeTransport(kafka.Options);
        using var sink = transport.CreateSink(new RecordSinkOptions());
        var writer = sink.Open("readings");
        var value = new byte[10_000];
        for (var i = 0; i < 1000; i++)
            writer.Send(0, hasKey: false, default, hasValue: true, value, 1000, headers: null);
        sink.Flush(Patience);
        using var reader = transport.CreateReader(new PartitionReaderOptions());
        var (low, high) = reader.QueryWatermarks(new TopicPartition("readings", 0), Patience);
        Assert.Equal(1000, high);
        Assert.InRange(low, 300, 700);
    }

    [Fact]
    public void A_passing_broker_error_is_not_noticed()
    {
        using var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "readings" }]);
        using var sink = new NativeTransport(kafka.Options).CreateSink(new RecordSinkOptions());
        var writer = sink.Open("readings");
        kafka.FailNext(ProduceRequest, NotLeader, NotLeader);
        writer.Send(0, hasKey: false, default, hasValue: true, "x"u8, 1000, headers: null);
        sink.Flush(Patience);
        Assert.Equal(0, sink.DeliveredOffset(new TopicPartition("readings", 0)));
    }

    [Fact]
    public void Records_that_cannot_be_delivered_are_an_error_at_the_flush()
    {
        using var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "readings" }]);
        using var sink = new NativeTransport(kafka.Options).CreateSink(new RecordSinkOptions { DeliveryTimeout = TimeSpan.FromSeconds(1) });
        var writer = sink.Open("readings");
        kafka.SetUp(1, up: false);
        writer.Send(0, hasKey: false, default, hasValue: true, "x"u8, 1000, headers: null);
        Assert.True(Assert.Throws<BrokerUnavailableException>(() => sink.Flush(Patience)).IsTransient);
    }

    [Fact]
    public void A_flush_that_takes_too_long_leaves_the_records_under_way()
    {
        using var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "readings" }]);
        using var sink = new NativeTransport(kafka.Options).CreateSink(new RecordSinkOptions());
        var writer = sink.Open("readings");
        kafka.SetUp(1, up: false);
        writer.Send(0, hasKey: false, default, hasValue: true, "x"u8, 1000, headers: null);
        Assert.Throws<BrokerUnavailableException>(() => sink.Flush(TimeSpan.FromMilliseconds(200)));
        Assert.Equal(1, sink.InFlight);
        kafka.SetUp(1, up: true);
        sink.Flush(Patience);
        Assert.Equal(0, sink.InFlight);
    }

    [Fact]
    public void An_abortable_error_aborts_and_the_next_transaction_succeeds()
    {
        using var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "alerts" }, new TopicSpecification { Name = "readings" }]);
        var transport = new NativeTransport(kafka.Options);
        using var sink = transport.CreateSink(new RecordSinkOptions { TransactionalId = "tx" });
        sink.InitTransactions(Patience);
        var writer = sink.Open("alerts");
        sink.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, "lost"u8, 1000, headers: null);
        kafka.FailNext(EndTransactionRequest, TransactionAbortable);
        Assert.Throws<TransactionAbortedException>(() => sink.Commit(Patience));
        sink.Abort(Patience);
        sink.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, "kept"u8, 1000, headers: null);
        sink.Commit(Patience);
        using var reader = transport.CreateReader(new PartitionReaderOptions());
        Assert.Equal("kept", Encoding.UTF8.GetString(reader.Open(new TopicPartition("alerts", 0), PartitionStart.Beginning).TakeToEnd()[^1].Value!));
    }

    [Fact]
    public void A_coordinator_that_is_loading_is_waited_for()
    {
        using var kafka = EmbeddedKafka.Start();
        using var sink = new NativeTransport(kafka.Options).CreateSink(new RecordSinkOptions { TransactionalId = "tx" });
        kafka.FailNext(InitProducerIdRequest, CoordinatorLoading, CoordinatorLoading);
        sink.InitTransactions(Patience);
        sink.Begin();
    }

    [Fact]
    public void A_fenced_producer_is_told_so_and_stays_so()
    {
        using var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "alerts" }]);
        using var sink = new NativeTransport(kafka.Options).CreateSink(new RecordSinkOptions { TransactionalId = "tx" });
        sink.InitTransactions(Patience);
        var writer = sink.Open("alerts");
        sink.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, "x"u8, 1000, headers: null);
        kafka.FailNext(EndTransactionRequest, ProducerFenced);
        Assert.Throws<FencedException>(() => sink.Commit(Patience));
        Assert.Throws<FencedException>(() => sink.Begin());
        Assert.Throws<FencedException>(() => writer.Send(0, hasKey: false, default, hasValue: true, "y"u8, 1000, headers: null));
    }

    [Fact]
    public void A_missing_right_to_the_transactional_id_is_an_authorization_error()
    {
        using var kafka = EmbeddedKafka.Start();
        using var sink = new NativeTransport(kafka.Options).CreateSink(new RecordSinkOptions { TransactionalId = "tx" });
        kafka.FailNext(InitProducerIdRequest, TransactionalIdAuthorizationFailed);
        Assert.Throws<AuthorizationFailedException>(() => sink.InitTransactions(Patience));
    }

    [Fact]
    public void Offsets_of_a_transaction_are_acknowledged_and_forgotten()
    {
        using var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "readings" }]);
        var transport = new NativeTransport(kafka.Options);
        var listener = new RecordingListener();
        using var member = transport.CreateMember(new GroupMemberOptions { GroupId = "group" }, listener);
        member.Join(listener, "readings");
        using var sink = transport.CreateSink(new RecordSinkOptions { TransactionalId = "tx" });
        sink.InitTransactions(Patience);
        sink.Begin();
        kafka.FailNext(AddOffsetsToTransactionRequest, CoordinatorLoading);
        sink.SendOffsets([new PartitionOffset(new TopicPartition("readings", 0), 5)], listener.Metadata!, Patience);
        sink.Commit(Patience);
        Assert.Null(member.Committed([new TopicPartition("readings", 0)], Patience).Values.Single());
    }

    [Fact]
    public void What_a_transaction_wrote_is_seen_at_once_and_stays_when_it_is_aborted()
    {
        using var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "alerts" }]);
        var transport = new NativeTransport(kafka.Options);
        using var sink = transport.CreateSink(new RecordSinkOptions { TransactionalId = "tx" });
        sink.InitTransactions(Patience);
        var writer = sink.Open("alerts");
        sink.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, "aborted"u8, 1000, headers: null);
        sink.Flush(Patience);
        sink.Abort(Patience);
        sink.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, "open"u8, 1000, headers: null);
        sink.Flush(Patience);
        using var reader = transport.CreateReader(new PartitionReaderOptions());
        var seen = reader.Open(new TopicPartition("alerts", 0), PartitionStart.Beginning).TakeToEnd().Select(r => Encoding.UTF8.GetString(r.Value!));
        Assert.Equal(["aborted", "open"], seen);
    }

    [Fact]
    public void A_second_sink_of_the_same_transactional_id_does_not_fence_the_first()
    {
        using var kafka = EmbeddedKafka.Start([new TopicSpecification { Name = "alerts" }]);
        var transport = new NativeTransport(kafka.Options);
        using var first = transport.CreateSink(new RecordSinkOptions { TransactionalId = "tx" });
        first.InitTransactions(Patience);
        var writer = first.Open("alerts");
        first.Begin();
        writer.Send(0, hasKey: false, default, hasValue: true, "zombie"u8, 1000, headers: null);
        using var second = transport.CreateSink(new RecordSinkOptions { TransactionalId = "tx" });
        second.InitTransactions(Patience);
        first.Commit(Patience);
        Assert.Equal(0, first.DeliveredOffset(new TopicPartition("alerts", 0)));
    }

    [Fact]
    public void A_missing_topic_is_missed_as_on_a_real_cluster()
    {
        using var kafka = EmbeddedKafka.Start();
        using var sink = new NativeTransport(kafka.Options).CreateSink(new RecordSinkOptions());
        Assert.Throws<TopicMissingException>(() => sink.Open("new"));
    }
}
