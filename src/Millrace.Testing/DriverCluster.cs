using Millrace.Execution;

namespace Millrace.Testing;

/// <summary>The topics of a test driver.</summary>
internal sealed class DriverCluster(int partitions) : IRecordCollector
{
    private readonly Dictionary<string, DriverTopic> _topics = new(StringComparer.Ordinal);

    private readonly List<TestRecord> _all = [];

    /// <summary>What was written to all topics, in the order of sending.</summary>
    public IReadOnlyList<TestRecord> All => _all;

    public ITopicWriter Open(string topic) => Topic(topic);

    public DriverTopic Topic(string topic)
    {
        if (!_topics.TryGetValue(topic, out var found))
        {
            _topics[topic] = found = new DriverTopic(topic, partitions, _all);
        }

        return found;
    }

    /// <summary>What has been written and taken so far.</summary>
    public IReadOnlyDictionary<DriverTopic, (int Written, int Taken)> Mark() => _topics.Values.ToDictionary(t => t, t => t.Mark());

    /// <summary>Takes back what came after a mark, as an aborted transaction does.</summary>
    public void GoBackTo(IReadOnlyDictionary<DriverTopic, (int Written, int Taken)> mark)
    {
        foreach (var topic in _topics.Values)
        {
            topic.GoBackTo(mark.GetValueOrDefault(topic));
        }

        var left = _topics.Values.SelectMany(t => t.Records).ToHashSet(ReferenceEqualityComparer.Instance);
        _all.RemoveAll(r => !left.Contains(r));
    }

    /// <summary>Takes the record with the lowest timestamp among those that have not been taken from these topics.</summary>
    public (TopicPartition Partition, TestRecord Record)? TakeLowest(IReadOnlySet<string> topics)
    {
        var lowest = _topics.Values
            .Where(t => topics.Contains(t.Topic) && t.Pending is not null)
            .MinBy(t => t.Pending!.Timestamp);
        return lowest?.Take() is { } record ? (new TopicPartition(lowest.Topic, record.Partition), record) : null;
    }
}

/// <summary>A topic of a test driver.</summary>
internal sealed class DriverTopic(string topic, int partitions, List<TestRecord> all) : ITopicWriter
{
    private readonly List<TestRecord> _records = [];
    private readonly long[] _counts = new long[partitions];
    private int _taken;

    public string Topic { get; } = topic;

    public int PartitionCount { get; } = partitions;

    public IReadOnlyList<TestRecord> Records => _records;

    /// <summary>The next record for whoever in the same graph reads the topic.</summary>
    public TestRecord? Pending => _taken < _records.Count ? _records[_taken] : null;

    public TestRecord Take() => _records[_taken++];

    public long? NextOffset(int partition) => _counts[partition] == 0 ? null : _counts[partition];

    public (int Written, int Taken) Mark() => (_records.Count, _taken);

    public void GoBackTo((int Written, int Taken) mark)
    {
        for (var i = _records.Count - 1; i >= mark.Written; i--)
        {
            _counts[_records[i].Partition]--;
            _records.RemoveAt(i);
        }

        _taken = mark.Taken;
    }

    public void Send(
        int partition, bool hasKey, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value, long? timestamp, Headers? headers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)partition, (uint)PartitionCount, nameof(partition));
        _counts[partition]++;
        var record = new TestRecord(Topic, hasKey ? key.ToArray() : null, hasValue ? value.ToArray() : null, timestamp, headers?.Copy(), partition);
        _records.Add(record);
        all.Add(record);
    }
}
