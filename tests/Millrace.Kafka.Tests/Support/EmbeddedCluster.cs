namespace Millrace.Kafka.Tests.Support;

/// <summary>One embedded cluster for a class of tests.</summary>
public sealed class EmbeddedCluster : ITestCluster, IDisposable
{
    private int _names;

    public EmbeddedKafka Kafka { get; } = EmbeddedKafka.Start();

    public KafkaClientOptions Options => Kafka.Options;

    public string CreateTopic(int partitions)
    {
        var topic = UniqueName("topic");
        Kafka.CreateTopic(topic, partitions);
        return topic;
    }

    public string UniqueName(string prefix) => $"{prefix}-{Interlocked.Increment(ref _names)}";

    public void Dispose() => Kafka.Dispose();
}
