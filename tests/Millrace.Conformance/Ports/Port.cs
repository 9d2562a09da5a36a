namespace Millrace.Conformance.Ports;

/// <summary>A case's topology in Millrace's DSL. It says what is run and never what comes out.</summary>
/// <param name="Define">Builds the topology.</param>
internal sealed record Port(Action<StreamsBuilder> Define)
{
    /// <summary>What the case sets for the whole application.</summary>
    public Func<TestDriverOptions, TestDriverOptions> Configure { get; init; } = static options => options;

    /// <summary>The names that internal topics have here, by the names that Kafka Streams generated.</summary>
    public IReadOnlyDictionary<string, string> Topics { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Why the records of a step and topic may come in any order; null where their order counts.</summary>
    public string? AnyOrder { get; init; }
}

/// <summary>A port as a topology.</summary>
internal sealed class PortedTopology(Port port) : Topology
{
    public override string Name => "port";

    protected override void Define(StreamsBuilder streams) => port.Define(streams);
}
