namespace Millrace;

/// <summary>What a builder may do differently from what is written, with the same results; Kafka Streams' <c>topology.optimization</c>.</summary>
[Flags]
public enum TopologyOptimization
{
    /// <summary>Nothing; the default.</summary>
    None = 0,

    /// <summary>Groupings of one re-keyed stream share a repartition topic, which has the name of the first.</summary>
    MergeRepartitionTopics = 1,

    /// <summary>A table that is read from a topic is restored from that topic and has no changelog.</summary>
    ReuseSourceTopics = 2,

    /// <summary>A stream that is joined with itself has one store instead of two.</summary>
    SingleStoreSelfJoin = 4,

    /// <summary>All of it.</summary>
    All = MergeRepartitionTopics | ReuseSourceTopics | SingleStoreSelfJoin,
}
