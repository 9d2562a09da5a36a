using Millrace.Conformance.Ports;
using Millrace.Conformance.Vectors;
using Millrace.State;

namespace Millrace.Conformance.Running;

/// <summary>Sets the driver up as Kafka Streams' was: application <c>app</c>, one partition, the wall clock at 0.</summary>
internal static class DriverSettings
{
    public static TestDriverOptions Of(VectorCase vector, Port port, Backend backend, IStateBackendProvider state) =>
        port.Configure(vector.Cached
            ? Uncached(Backend.InMemory.CachedEntries, state) with { Emit = EmitStrategy.OnCommit }
            : Uncached(backend.CachedEntries, state));

    /// <summary>Every update is sent, as without Kafka Streams' record cache.</summary>
    public static TestDriverOptions Uncached(int cachedEntries, IStateBackendProvider state) => new()
    {
        ApplicationId = "app",
        Partitions = 1,
        Start = DateTimeOffset.UnixEpoch,
        State = state,
        CachedEntriesPerStore = cachedEntries,
        Emit = EmitStrategy.OnUpdate,
        Facts = KafkaStreamsFacts.All,
    };
}
