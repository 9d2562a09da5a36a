namespace Millrace.Kafka.Runtime;

/// <summary>The clients that read changelogs, one pair a worker, made when the first task has something to restore.</summary>
internal sealed class ChangelogReaders(IKafkaTransport transport) : IDisposable
{
    private readonly Lazy<IPartitionReader> _records = new(() => transport.CreateReader(new PartitionReaderOptions { Bulk = true }));

    private readonly Lazy<IPartitionReader> _ends = new(() => transport.CreateReader(
        new PartitionReaderOptions { Isolation = IsolationLevel.ReadUncommitted, DetectEnd = false }));

    /// <summary>Reads committed records.</summary>
    public IPartitionReader Records => _records.Value;

    /// <summary>Tells where a partition ends, open transactions included.</summary>
    public IPartitionReader Ends => _ends.Value;

    public void Dispose()
    {
        if (_records.IsValueCreated)
            _records.Value.Dispose();
        if (_ends.IsValueCreated)
            _ends.Value.Dispose();
    }
}
