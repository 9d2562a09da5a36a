using Millrace.Hosting.Tests.Workers;
using Millrace.Kafka.Tests.Support;

namespace Millrace.Hosting.Tests.Running;

/// <summary>Worker processes on a broker that wants to know who they are.</summary>
[Collection(GuardedCluster.Name)]
public sealed class RefusedTests(GuardedCluster cluster)
{
    [Fact]
    public async Task Wrong_credentials_end_it_with_5_and_the_password_is_not_told()
    {
        KafkaHome.Require();
        using var worker = WorkerProcess.Start([
            ("input", "a"),
            ("output", "b"),
            ("Millrace:BootstrapServers", cluster.Options.BootstrapServers),
            ("Millrace:Kafka:security.protocol", "SASL_PLAINTEXT"),
            ("Millrace:Kafka:sasl.mechanism", "SCRAM-SHA-512"),
            ("Millrace:Kafka:sasl.username", "alice"),
            ("Millrace:Kafka:sasl.password", "wrong-password")]);

        Assert.Equal(ExitCodes.Refused, await worker.ExitCodeWithin(TimeSpan.FromSeconds(40)));
        var line = Assert.Single(worker.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("alice", line, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-password", worker.Errors + worker.Output, StringComparison.Ordinal);
    }
}

/// <summary>A broker with SCRAM.</summary>
public sealed class GuardedCluster() : RealCluster(9460, "--listener", "sasl")
{
    public const string Name = "guarded broker";
}

[CollectionDefinition(GuardedCluster.Name)]
public sealed class GuardedClusterDefinition : ICollectionFixture<GuardedCluster>;
