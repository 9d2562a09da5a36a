namespace Millrace.Architecture.Tests.Layering;

/// <summary>The house, as data: who may stand on whom. Dependencies point down this list, never up.</summary>
internal static class Layers
{
    /// <summary>For each project the projects that it may refer to, directly or through others.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Allowed { get; } = Close(new(StringComparer.Ordinal)
    {
        ["Millrace"] = [],
        ["Millrace.Avro.Generator"] = [],
        ["Millrace.Avro"] = ["Millrace"],
        ["Millrace.RocksDb"] = ["Millrace"],
        ["Millrace.Kafka"] = ["Millrace"],
        ["Millrace.Testing"] = ["Millrace"],
        ["Millrace.Schemas"] = ["Millrace.Avro"],
        ["Millrace.SchemaRegistry"] = ["Millrace.Avro"],
        ["Millrace.Archive"] = ["Millrace.Avro"],
        ["Millrace.Simulation"] = ["Millrace.Schemas"],
        ["Millrace.Hosting"] = ["Millrace.Kafka", "Millrace.RocksDb", "Millrace.SchemaRegistry"],
        ["Hvac.Readings"] = ["Millrace.Hosting", "Millrace.Schemas"],
        ["Hvac"] = ["Hvac.Readings"],
        ["ColdPath"] = ["Hvac.Readings", "Millrace.Archive"],
        ["Millrace.Cli"] = ["Hvac", "ColdPath", "Millrace.Simulation", "Millrace.Testing"],
    });

    /// <summary>What one project alone may name: an assembly, package or namespace, and who wraps it.</summary>
    public static IReadOnlyDictionary<string, string> Owners { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Confluent.Kafka"] = "Millrace.Kafka",
        ["librdkafka.redist"] = "Millrace.Kafka",
        ["RocksDB"] = "Millrace.RocksDb",
        ["RocksDbSharp"] = "Millrace.RocksDb",
    };

    /// <summary>Entry points of native libraries, by their prefix, and who binds them.</summary>
    public static IReadOnlyDictionary<string, string> NativeOwners { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["rd_kafka_"] = "Millrace.Kafka",
        ["rocksdb_"] = "Millrace.RocksDb",
    };

    /// <summary>Whether the project is the owner itself or the owner's tests.</summary>
    public static bool Owns(string project, string owner) => project == owner || project == owner + ".Tests";

    private static Dictionary<string, IReadOnlySet<string>> Close(Dictionary<string, string[]> direct)
    {
        return direct.ToDictionary(static layer => layer.Key, layer => Reach(layer.Key), StringComparer.Ordinal);

        IReadOnlySet<string> Reach(string project)
        {
            var reached = new HashSet<string>(direct[project], StringComparer.Ordinal);
            foreach (var below in direct[project])
            {
                reached.UnionWith(Reach(below));
            }

            return reached;
        }
    }
}
