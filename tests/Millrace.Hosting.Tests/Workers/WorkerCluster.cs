using Millrace.Kafka.Tests.Support;

namespace Millrace.Hosting.Tests.Workers;

/// <summary>The broker that worker processes run on.</summary>
public sealed class WorkerCluster() : RealCluster(9450)
{
    public const string Name = "broker of the workers";
}

[CollectionDefinition(WorkerCluster.Name)]
public sealed class WorkerClusterDefinition : ICollectionFixture<WorkerCluster>;
