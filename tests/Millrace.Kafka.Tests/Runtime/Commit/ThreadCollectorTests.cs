using Millrace.Execution;
using Millrace.Kafka.Runtime;

namespace Millrace.Kafka.Tests.Runtime.Commit;

public sealed class ThreadCollectorTests
{
    [Fact]
    public void A_transaction_begins_with_the_first_record_and_no_sooner()
    {
        var sink = new FakeSink();
        var collector = new ThreadCollector(sink);
        var writer = collector.Open("topic");
        Assert.False(collector.InTransaction);

        Send(writer);
        Send(writer);

        Assert.True(collector.InTransaction && collector.HasSent);
        Assert.Equal(1, sink.Begun);
    }

    [Fact]
    public void A_refused_record_is_told_at_the_commit_and_not_to_the_operator()
    {
        var sink = new FakeSink { Refusal = new TransactionAbortedException("lost") };
        var collector = new ThreadCollector(sink);
        var writer = collector.Open("topic");

        Send(writer);

        Assert.Same(sink.Refusal, Assert.Throws<TransactionAbortedException>(collector.ThrowIfFailed));
        collector.Settle();
        collector.ThrowIfFailed();
    }

    private static void Send(ITopicWriter writer) => writer.Send(0, true, "k"u8, true, "v"u8, 1, null);

    private sealed class FakeSink : IRecordSink, ITopicWriter
    {
        public KafkaException? Refusal { get; init; }

        public int Begun { get; private set; }

        public bool IsTransactional => true;

        public int InFlight => 0;

        public string Topic => "topic";

        public int PartitionCount => 1;

        public ITopicWriter Open(string topic) => this;

        public void Begin() => Begun++;

        public void Send(
            int partition, bool hasKey, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value, long? timestamp, Headers? headers)
        {
            if (Refusal is not null)
                throw Refusal;
        }

        public void Poll() => throw new NotSupportedException();

        public void Flush(TimeSpan timeout) => throw new NotSupportedException();

        public void ThrowIfFailed() => throw new NotSupportedException();

        public long? DeliveredOffset(TopicPartition partition) => throw new NotSupportedException();

        public void InitTransactions(TimeSpan timeout) => throw new NotSupportedException();

        public void SendOffsets(IReadOnlyCollection<PartitionOffset> offsets, GroupMetadata member, TimeSpan timeout) => throw new NotSupportedException();

        public void Commit(TimeSpan timeout) => throw new NotSupportedException();

        public void Abort(TimeSpan timeout) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
