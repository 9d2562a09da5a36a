using Millrace.Kafka.Tests.Support;

namespace Millrace.Integration.Tests.Fleet;

/// <summary>The broker of the fleet.</summary>
public sealed class FleetCluster() : RealCluster(9600)
{
    public const string Name = "broker of the fleet";
}

[CollectionDefinition(FleetCluster.Name)]
public sealed class FleetClusterDefinition : ICollectionFixture<FleetCluster>;
