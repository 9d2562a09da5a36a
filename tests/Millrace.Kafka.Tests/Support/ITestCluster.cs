namespace Millrace.Kafka.Tests.Support;

/// <summary>A cluster that tests make topics on.</summary>
internal interface ITestCluster
{
    KafkaClientOptions Options { get; }

    /// <summary>Creates a topic of a name that no other test uses.</summary>
    string CreateTopic(int partitions);

    /// <summary>A name that no other test uses.</summary>
    string UniqueName(string prefix);
}
