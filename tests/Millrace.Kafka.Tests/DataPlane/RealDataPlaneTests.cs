using Millrace.Kafka.Tests.Support;

namespace Millrace.Kafka.Tests.DataPlane;

/// <summary>The data plane on a real broker.</summary>
[Collection(PlainCluster.Name)]
public sealed class RealDataPlaneTests(PlainCluster cluster) : DataPlaneContract
{
    private protected override ITestCluster Cluster => cluster;

    private protected override bool KeepsTransactionalOffsets => true;
}
