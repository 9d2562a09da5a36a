using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.DataPlane;

/// <summary>The data plane on the embedded cluster.</summary>
public sealed class EmbeddedDataPlaneTests(EmbeddedCluster cluster) : DataPlaneContract, IClassFixture<EmbeddedCluster>
{
    private protected override ITestCluster Cluster => cluster;

    /// <summary>A limit of the embedded cluster: it acknowledges such offsets and forgets them.</summary>
    private protected override bool KeepsTransactionalOffsets => false;
}
