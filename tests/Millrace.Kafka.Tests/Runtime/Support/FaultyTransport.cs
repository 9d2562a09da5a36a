using Millrace.Execution;

namespace Millrace.Kafka.Tests.Runtime.Support;

/// <summary>The steps of a sink between which a test lets something happen.</summary>
internal enum SinkStep
{
    Send,
    BeforeOffsets,
    BeforeCommit,
    AfterCommit,
    Abort,
}

/// <summary>A real transport whose sinks ask the test before each step; what the test throws is what the step does.</summary>
internal sealed class FaultyTransport(IKafkaTransport inner, Action<SinkStep> at) : IKafkaTransport
{
    public IGroupMember CreateMember(GroupMemberOptions options, IRebalanceListener listener) => inner.CreateMember(options, listener);

    public IPartitionReader CreateReader(PartitionReaderOptions options) => inner.CreateReader(options);

    public IRecordSink CreateSink(RecordSinkOptions options) => new Sink(inner.CreateSink(options), at);

    private sealed class Sink(IRecordSink inner, Action<SinkStep> at) : IRecordSink
    {
        public bool IsTransactional => inner.IsTransactional;

        public int InFlight => inner.InFlight;

        public ITopicWriter Open(string topic) => new Writer(inner.Open(topic), at);

        public void Poll() => inner.Poll();

        public void Flush(TimeSpan timeout) => inner.Flush(timeout);

        public void ThrowIfFailed() => inner.ThrowIfFailed();

        public long? DeliveredOffset(TopicPartition partition) => inner.DeliveredOffset(partition);

        public void InitTransactions(TimeSpan timeout) => inner.InitTransactions(timeout);

        public void Begin() => inner.Begin();

        public void SendOffsets(IReadOnlyCollection<PartitionOffset> offsets, GroupMetadata member, TimeSpan timeout)
        {
            at(SinkStep.BeforeOffsets);
            inner.SendOffsets(offsets, member, timeout);
        }

        public void Commit(TimeSpan timeout)
        {
            at(SinkStep.BeforeCommit);
            inner.Commit(timeout);
            at(SinkStep.AfterCommit);
        }

        public void Abort(TimeSpan timeout)
        {
            at(SinkStep.Abort);
            inner.Abort(timeout);
        }

        public void Dispose() => inner.Dispose();
    }

    private sealed class Writer(ITopicWriter inner, Action<SinkStep> at) : ITopicWriter
    {
        public string Topic => inner.Topic;

        public int PartitionCount => inner.PartitionCount;

        public void Send(
            int partition, bool hasKey, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value, long? timestamp, Headers? headers)
        {
            at(SinkStep.Send);
            inner.Send(partition, hasKey, key, hasValue, value, timestamp, headers);
        }
    }
}
