using Millrace.Execution;

namespace Millrace.State;

/// <summary>The changelog of a store that is restored from the task's input, where everything stands already.</summary>
internal sealed class NoChangelog(string topic) : ITopicWriter
{
    public string Topic { get; } = topic;

    public int PartitionCount => 0;

    public void Send(int partition, bool hasKey, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value, long? timestamp, Headers? headers)
    {
    }
}
