namespace Millrace.Execution;

/// <summary>What a task sends its records through: in a worker a producer, in the test driver a list.</summary>
public interface IRecordCollector
{
    /// <summary>Opens a topic to write to.</summary>
    /// <exception cref="MillraceException">There is no such topic.</exception>
    ITopicWriter Open(string topic);
}

/// <summary>Writes to one topic. Called by the task's thread only.</summary>
public interface ITopicWriter
{
    /// <summary>The topic's name.</summary>
    string Topic { get; }

    /// <summary>How many partitions the topic has.</summary>
    int PartitionCount { get; }

    /// <summary>
    /// Sends a record. The spans are copied before the call returns. What goes wrong later is reported when the task commits.
    /// </summary>
    /// <param name="partition">The partition.</param>
    /// <param name="hasKey">False for a null key.</param>
    /// <param name="key">The key's bytes.</param>
    /// <param name="hasValue">False for a tombstone.</param>
    /// <param name="value">The value's bytes.</param>
    /// <param name="timestamp">Milliseconds since 1970, or null for the broker or producer to set it.</param>
    /// <param name="headers">The headers, or null.</param>
    void Send(int partition, bool hasKey, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value, long? timestamp, Headers? headers);
}
