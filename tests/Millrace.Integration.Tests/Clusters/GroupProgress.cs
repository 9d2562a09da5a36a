using Millrace.Kafka;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Integration.Tests.Clusters;

/// <summary>How far a group has come in a topic, by what it has committed.</summary>
internal sealed class GroupProgress : IDisposable
{
    private readonly IGroupMember _group;
    private readonly TopicPartition[] _partitions;

    /// <summary>Looks at a group without joining it.</summary>
    public GroupProgress(KafkaClientOptions cluster, string group, string topic, int partitions)
    {
        // Read-uncommitted: an open transaction is not waited for, what was committed before it is told.
        var options = new GroupMemberOptions { GroupId = group, Isolation = IsolationLevel.ReadUncommitted };
        _group = new NativeTransport(cluster).CreateMember(options, new RecordingListener());
        _partitions = [.. Enumerable.Range(0, partitions).Select(p => new TopicPartition(topic, p))];
    }

    /// <summary>The sum of the offsets committed; with a topic that was written once, and without transactions, the number of records done.</summary>
    public long Position => _group.Committed(_partitions, Waiting.Patience).Values.Sum(offset => offset ?? 0);

    public void Dispose() => _group.Dispose();
}
