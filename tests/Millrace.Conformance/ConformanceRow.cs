using Millrace.Conformance.Ports;
using Millrace.Conformance.Running;
using Millrace.Conformance.Vectors;

namespace Millrace.Conformance;

/// <summary>
/// One sequence, on in-memory and on RocksDB state: every step's outputs, what was dropped, where the task fails, and
/// the stores at the end have to be what Kafka Streams' were.
/// </summary>
internal static class ConformanceRow
{
    /// <summary>The trait of tests that run by default and can be run alone with <c>--suite</c> too.</summary>
    public const string PartTrait = "Part";

    public const string Part = "conformance";

    public static void Check(string family, string? name, string? sequenceName)
    {
        Assert.SkipWhen(VectorFolder.Cases is null, VectorFolder.Absent);
        Assert.SkipWhen(name is null, $"The vectors have no family '{family}'.");
        var path = name!.Contains('/', StringComparison.Ordinal) ? name : $"{family}/{name}";
        var vector = VectorReader.Read(Path.Combine(VectorFolder.Cases!, Path.Combine(path.Split('/')) + ".json"));
        if (PortTable.Find(vector.Family, vector.Name) is not { } port)
        {
            Assert.Fail($"No port: {vector.Family}/{vector.Name} has no topology in tests/Millrace.Conformance/Ports.\n{vector.Topology}");
            return;
        }

        var sequence = vector.Sequences.Single(s => s.Name == sequenceName);
        SequenceRunner.Run(vector, sequence, port, Backend.InMemory);
        Backend.SkipWithoutRocksDb();
        SequenceRunner.Run(vector, sequence, port, Backend.RocksDb);
    }
}
