using Millrace.Execution;

namespace Millrace.Kafka.Tests.Runtime.Support;

/// <summary>Keeps what a task sends, as text.</summary>
internal sealed class FakeCollector : IRecordCollector
{
    public List<string> Sent { get; } = [];

    public ITopicWriter Open(string topic) => new Writer(this, topic);

    private sealed class Writer(FakeCollector collector, string topic) : ITopicWriter
    {
        public string Topic => topic;

        public int PartitionCount => 1;

        public void Send(
            int partition, bool hasKey, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value, long? timestamp, Headers? headers) =>
            collector.Sent.Add(System.Text.Encoding.UTF8.GetString(value));
    }
}
