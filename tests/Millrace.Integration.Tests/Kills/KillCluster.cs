using Millrace.Kafka.Tests.Support;

namespace Millrace.Integration.Tests.Kills;

/// <summary>A broker for one test, which finds its topics empty.</summary>
internal sealed class KillCluster() : RealCluster(9620);
