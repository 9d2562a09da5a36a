using Millrace.State;

namespace Millrace.Testing;

/// <summary>How a <see cref="TopologyTestDriver"/> runs.</summary>
public sealed record TestDriverOptions
{
    /// <summary>The application's id.</summary>
    public string ApplicationId { get; init; } = "app";

    /// <summary>Finds serdes; by default those of primitive types.</summary>
    public ISerdeProvider Serdes { get; init; } = Millrace.Serdes.Primitive;

    /// <summary>How many partitions every topic has.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>The wall clock's start.</summary>
    public DateTimeOffset Start { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Where state is kept; by default in memory.</summary>
    public IStateBackendProvider State { get; init; } = new InMemoryStateBackendProvider();

    /// <summary>
    /// After how many records the tasks commit; 1 by default. With more, results that wait for a commit (see
    /// <see cref="Emit"/>) come together, as in a worker; <see cref="TopologyTestDriver.Commit()"/> commits at once.
    /// </summary>
    public int RecordsPerCommit { get; init; } = 1;

    /// <summary>
    /// How many entries a store keeps as objects after a commit, 100,000 by default as in a worker. With 0 whatever is
    /// read after a commit is read from the bytes in <see cref="State"/>.
    /// </summary>
    public int CachedEntriesPerStore { get; init; } = 100_000;

    /// <summary>When results go downstream where the topology does not say it; <see cref="EmitStrategy.OnUpdate"/> is Kafka Streams without a cache.</summary>
    public EmitStrategy Emit { get; init; } = EmitStrategy.OnCommit;

    /// <summary>What holds for sources that say nothing else; for topologies that the driver puts together.</summary>
    public StreamsDefaults Defaults { get; init; } = new();

    /// <summary>What is done as Kafka Streams does it, although something else would be better; nothing by default.</summary>
    public KafkaStreamsFacts Facts { get; init; }

    /// <summary>What the builder may do differently from what is written; for topologies that the driver puts together.</summary>
    public TopologyOptimization Optimization { get; init; }
}
